package org.gridwarden.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One event of an {@link EventStream}.
 *
 * @param id rises with every event; a client that comes back names the last one it has
 * @param type what happened, one line
 * @param json one JSON document, not changed afterwards
 * @param subject what {@link Listening#visible} is asked about; never sent
 */
public record StreamEvent(long id, String type, byte[] json, Object subject) {
  public StreamEvent {
    Objects.requireNonNull(json, "json");
    if (type.isEmpty() || type.indexOf('\n') >= 0 || type.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("the type of an event is one line, but: " + type);
    }
  }

  /** As it is sent: made once, however many get it. */
  byte[] frame() {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(json.length + 64);
    frame.writeBytes(
        ("id: " + id + "\nevent: " + type + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    for (byte each : json) {
      // In JSON a line end can only be white space; in a frame it would end the data.
      frame.write(each == '\n' || each == '\r' ? ' ' : each);
    }
    frame.writeBytes(new byte[] {'\n', '\n'});
    return frame.toByteArray();
  }
}
