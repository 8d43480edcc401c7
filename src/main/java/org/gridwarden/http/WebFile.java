package org.gridwarden.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A static file in memory, compressed once, with a tag of its content: browsers ask whether it
 * changed, and are told 304 where it didn't. Immutable.
 */
final class WebFile {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("geojson", "application/geo+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("webmanifest", "application/manifest+json"));

  private final byte[] bytes;
  private final byte[] compressed;
  private final String type;
  private final String tag;

  WebFile(String name, byte[] bytes) throws IOException {
    this.bytes = bytes;
    this.type =
        TYPES.getOrDefault(
            name.replaceAll("^.*\\.", "").toLowerCase(Locale.ROOT), "application/octet-stream");
    byte[] packed = type.startsWith("image/png") ? bytes : gzip(bytes);
    this.compressed = packed.length < bytes.length * 0.9 ? packed : null;
    this.tag = '"' + hash(bytes) + '"';
  }

  void serve(Context context) {
    context.header("ETag", tag);
    context.header("Cache-Control", "no-cache");
    if (compressed != null) {
      context.header("Vary", "Accept-Encoding");
    }
    String known = context.header("If-None-Match");
    if (known != null && known.replace("W/", "").contains(tag)) {
      context.status(304);
      return;
    }
    context.contentType(type);
    context.disableCompression();
    String accepted = context.header("Accept-Encoding");
    if (compressed != null && accepted != null && accepted.contains("gzip")) {
      context.header("Content-Encoding", "gzip");
      context.result(compressed);
    } else {
      context.result(bytes);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 10);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
