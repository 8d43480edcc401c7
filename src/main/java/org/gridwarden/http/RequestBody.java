package org.gridwarden.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;

/** What a request carries, never more of it than is wanted. For one thread; can be read once. */
final class RequestBody {
  /** Refuses a field that comes twice, of which nobody could tell which holds, and what follows. */
  private static final ObjectReader STRICT =
      Json.MAPPER
          .reader()
          .with(
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Context context;

  RequestBody(Context context) {
    this.context = context;
  }

  /**
   * @throws FaultException TOO_LARGE beyond the limit, BAD_INPUT with line where it is no JSON
   */
  JsonNode json(long mostBytes) {
    try {
      JsonNode node = STRICT.readTree(bytes(mostBytes));
      if (node == null || node.isMissingNode()) {
        throw new FaultException(Fault.badInput("the body is empty; JSON is wanted"));
      }
      return node;
    } catch (JsonProcessingException broken) {
      throw new FaultException(
          Fault.badInput("the body is not JSON: " + broken.getOriginalMessage())
              .line(broken.getLocation() == null ? 1 : broken.getLocation().getLineNr()));
    } catch (IOException impossible) {
      throw new IllegalStateException("reading bytes in memory", impossible);
    }
  }

  /**
   * @throws FaultException TOO_LARGE beyond the limit
   */
  byte[] bytes(long most) {
    try (InputStream in = context.bodyInputStream()) {
      byte[] body = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
      if (body.length <= most) {
        return body;
      }
      // Read on for a while, or the sender is still sending and never hears the answer.
      for (long rest = most; rest > 0 && in.read() >= 0; rest--) {
        rest -= in.skip(rest);
      }
    } catch (IOException gone) {
      throw new FaultException(Fault.badInput("the body could not be read to its end"));
    }
    throw new FaultException(
        Fault.of(FaultKind.TOO_LARGE, "the body is larger than " + most + " bytes"));
  }

  /** See {@link Request#upload}. */
  byte[] file(long most) {
    String type = context.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(MultipartBody.TYPE)) {
      return bytes(most);
    }
    byte[] file = MultipartBody.onlyPart(bytes(most + MultipartBody.AROUND_BYTES), type);
    if (file.length > most) {
      throw new FaultException(
          Fault.of(FaultKind.TOO_LARGE, "the file is larger than " + most + " bytes"));
    }
    return file;
  }
}
