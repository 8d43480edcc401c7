package org.gridwarden.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;

/**
 * A body of {@code multipart/form-data}, as a form with a file sends it. It is in memory already
 * and so as bounded as that was; nothing is written to disk.
 */
final class MultipartBody {
  static final String TYPE = "multipart/form-data";

  /** What may stand around the one file. */
  static final int AROUND_BYTES = 16 * 1024;

  private static final int MOST_PARTS = 16;

  private MultipartBody() {}

  /**
   * The content of the only part, whatever its name is.
   *
   * @throws FaultException BAD_INPUT where it is broken, or has another number of parts
   */
  static byte[] onlyPart(byte[] body, String contentType) {
    String boundary = MultiPart.extractBoundary(contentType);
    if (boundary == null || boundary.isEmpty()) {
      throw FaultException.badInput("Content-Type", contentType, "a boundary is missing");
    }
    MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
    parser.setMaxParts(MOST_PARTS);
    parser.setMaxLength(body.length);
    parser.setMaxFileSize(body.length);
    parser.setMaxMemoryFileSize(-1);
    parser.setPartHeadersMaxLength(AROUND_BYTES);
    try (MultiPartFormData.Parts parts =
        parser.parse(Content.Source.from(ByteBuffer.wrap(body))).join()) {
      if (parts.size() != 1) {
        throw new FaultException(
            Fault.badInput("one file in one part is wanted, there are " + parts.size()));
      }
      ByteBuffer content = Content.Source.asByteBuffer(parts.get(0).getContentSource());
      byte[] bytes = new byte[content.remaining()];
      content.get(bytes);
      return bytes;
    } catch (CompletionException | IOException broken) {
      throw new FaultException(
          Fault.badInput("the body is no " + TYPE + " with this boundary, or is cut off"));
    }
  }
}
