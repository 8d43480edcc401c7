package org.gridwarden.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;

/**
 * Cuts a stream of CSV into chunks of whole rows, a line end within quotes not ending a row. A
 * chunk ends where nothing more is waiting to be read, so that a slow sender gets its answers. For
 * one thread.
 */
final class ChunkReader {
  private final InputStream in;
  private final int chunkBytes;
  private final int longestLine;
  private byte[] buffer;
  private int size;
  private boolean ended;
  private long line = 1;

  /** Whole rows: bytes up to {@code length}, the first of which is on a line of the file. */
  record Chunk(byte[] bytes, int from, int length, long firstLine) {}

  ChunkReader(InputStream in, int chunkBytes, int longestLine) {
    this.in = in;
    this.chunkBytes = chunkBytes;
    this.longestLine = longestLine;
    this.buffer = new byte[chunkBytes];
  }

  /** The first row, without its line end; empty where there is none. */
  byte[] heading() throws IOException {
    while (true) {
      int end = rowEnd(0, size);
      if (end > 0 || ended) {
        int length = end > 0 ? end : size;
        byte[] heading = Arrays.copyOf(buffer, length);
        drop(length);
        line += lines(heading, 0, length);
        return heading;
      }
      refuseLongLine(size);
      fill();
    }
  }

  /** The next rows, null at the end. */
  Chunk next() throws IOException {
    while (true) {
      boolean full = size >= chunkBytes / 2;
      if (ended || full || (size > 0 && in.available() <= 0)) {
        int end = ended ? wholeRest() : lastRowEnd();
        if (end > 0) {
          return take(end);
        }
        if (ended) {
          return null;
        }
        refuseLongLine(size);
      }
      fill();
    }
  }

  private int wholeRest() {
    refuseOpenQuote();
    return size;
  }

  private Chunk take(int end) {
    Chunk chunk = new Chunk(buffer, 0, end, line);
    line += lines(buffer, 0, end);
    byte[] rest = Arrays.copyOfRange(buffer, end, size);
    buffer = Arrays.copyOf(rest, Math.max(chunkBytes, rest.length));
    size = rest.length;
    return chunk;
  }

  /** Whether reading on would not wait. */
  boolean hasMoreNow() throws IOException {
    return ended || in.available() > 0;
  }

  private void fill() throws IOException {
    if (size == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, size, buffer.length - size);
    if (read < 0) {
      ended = true;
    } else {
      size += read;
    }
  }

  private void drop(int length) {
    System.arraycopy(buffer, length, buffer, 0, size - length);
    size -= length;
  }

  /** The place after the first line end outside quotes, or 0. */
  private int rowEnd(int from, int to) {
    boolean quoted = false;
    for (int i = from; i < to; i++) {
      if (buffer[i] == '"') {
        quoted = !quoted;
      } else if (buffer[i] == '\n' && !quoted) {
        return i + 1;
      }
    }
    return 0;
  }

  /** The place after the last line end outside quotes, or 0. */
  private int lastRowEnd() {
    boolean quoted = false;
    int end = 0;
    int longest = 0;
    for (int i = 0; i < size; i++) {
      if (buffer[i] == '"') {
        quoted = !quoted;
      } else if (buffer[i] == '\n' && !quoted) {
        longest = Math.max(longest, i + 1 - end);
        end = i + 1;
      }
    }
    if (longest > longestLine) {
      refuseLongLine(longest);
    }
    return end;
  }

  private void refuseLongLine(int length) {
    if (length <= longestLine) {
      return;
    }
    refuseOpenQuote();
    throw new FaultException(
        List.of(
            Fault.badInput("a row of more than " + longestLine + " bytes; rows end with a line end")
                .line(line)));
  }

  private void refuseOpenQuote() {
    boolean quoted = false;
    long at = line;
    long openedAt = line;
    for (int i = 0; i < size; i++) {
      if (buffer[i] == '"') {
        quoted = !quoted;
        openedAt = at;
      } else if (buffer[i] == '\n') {
        at++;
      }
    }
    if (quoted) {
      throw new FaultException(
          List.of(Fault.badInput("a quote (\") is opened here and never closed").line(openedAt)));
    }
  }

  private static long lines(byte[] bytes, int from, int to) {
    long lines = 0;
    for (int i = from; i < to; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
  }
}
