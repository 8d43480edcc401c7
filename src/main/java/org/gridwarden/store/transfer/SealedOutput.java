package org.gridwarden.store.transfer;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.gridwarden.fault.Progress;

/**
 * Puts the SHA-256 of all bytes before them in the place of the last 64 bytes that are written, so
 * that no byte of a file can change unnoticed.
 */
final class SealedOutput extends FilterOutputStream {
  /** What stands there until then. */
  static final String PLACE = "-".repeat(64);

  private final MessageDigest digest = RowLines.sha256();
  private byte[] held = new byte[0];

  SealedOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (length >= PLACE.length()) {
      pass(held, held.length);
      int more = length - PLACE.length();
      digest.update(bytes, from, more);
      out.write(bytes, from, more);
      held = Arrays.copyOfRange(bytes, from + more, from + length);
      return;
    }
    byte[] all = Arrays.copyOf(held, held.length + length);
    System.arraycopy(bytes, from, all, held.length, length);
    int more = Math.max(0, all.length - PLACE.length());
    pass(all, more);
    held = Arrays.copyOfRange(all, more, all.length);
  }

  private void pass(byte[] bytes, int length) throws IOException {
    digest.update(bytes, 0, length);
    out.write(bytes, 0, length);
  }

  /** Ends it; the stream below stays open. */
  void seal() throws IOException {
    if (!Arrays.equals(held, PLACE.getBytes(StandardCharsets.US_ASCII))) {
      throw new IllegalStateException("what is replaced must be the place that was kept for it");
    }
    out.write(hex(digest));
    held = new byte[0];
    out.flush();
  }

  private static byte[] hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a file is as it was sealed. Reads all of it. */
  static boolean isWhole(Path file, Progress progress) throws IOException {
    long left = Files.size(file) - PLACE.length();
    long total = left;
    if (left < 0) {
      return false;
    }
    MessageDigest digest = RowLines.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          return false;
        }
        digest.update(buffer, 0, read);
        left -= read;
        progress.at("checking the file's checksum", total - left, total);
      }
      return Arrays.equals(in.readAllBytes(), hex(digest));
    }
  }
}
