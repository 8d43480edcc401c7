package org.gridwarden.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.gridwarden.table.TableKind;
import org.gridwarden.table.TableWriter;

/** Answers that go out while they are being made, and can break off on the way. */
final class LongAnswer {
  private final Context context;

  LongAnswer(Context context) {
    this.context = context;
  }

  /** See {@link Request#download}. */
  void table(String fileName, List<String> columns, Request.TableBody body) throws IOException {
    context.contentType(TableKind.ofName(fileName).mediaType());
    context.header(
        "Content-Disposition", "attachment; filename*=UTF-8''" + percentEncoded(fileName));
    context.disableCompression();
    OutputStream out = context.res().getOutputStream();
    try {
      TableWriter table = TableWriter.named(fileName, out, columns);
      body.write(table);
      table.close();
    } catch (IOException | RuntimeException failure) {
      if (context.res().isCommitted()) {
        // Ended in an orderly way, the part that went out would pass for the whole table.
        cut();
      } else {
        context.res().resetBuffer();
        context.res().setHeader("Content-Disposition", null);
      }
      throw failure;
    }
  }

  /** As RFC 8187 wants it: what isn't a letter, a digit or a mark of ASCII as bytes of UTF-8. */
  private static String percentEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /**
   * A stream that a subscriber writes to until it ends. Never compressed: a compressor would keep
   * events back until it has many.
   */
  void events(Subscriber subscriber) {
    context.contentType(EventStream.TYPE);
    context.header("Cache-Control", "no-store");
    context.header("X-Accel-Buffering", "no");
    // Else the server, when it stops, would wait a second for the next request on each.
    context.header("Connection", "close");
    context.disableCompression();
    if (context.method() == HandlerType.HEAD) {
      subscriber.end();
      return;
    }
    context.future(
        () -> {
          try {
            context.req().getAsyncContext().setTimeout(0);
            subscriber.start(context.res().getOutputStream(), this::cut);
          } catch (IOException | RuntimeException gone) {
            subscriber.end();
            throw new IllegalStateException("a stream could not be begun", gone);
          }
          return subscriber.done();
        });
  }

  /** Breaks the connection off without a word. */
  private void cut() {
    ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
