package org.gridwarden.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;

/**
 * Answers a CSV table of points with a CSV table of answers while it is still being sent: rows are
 * taken in chunks, answered side by side, and written in their order. Memory stays bounded however
 * long the table is. In come {@code id,lon,lat} in any order, other columns being passed over; out
 * go {@code id,place,level1,level2,level3,primary,error}.
 */
public final class CsvBatch {
  /** The heading of the answers. */
  public static final String HEADING = "id,place,level1,level2,level3,primary,error\n";

  static final int LONGEST_LINE = 64 * 1024;
  private static final int CHUNK = 512 * 1024;
  private static final int IN_FLIGHT = 4;

  private final PointAnswerer answerer;
  private final ExecutorService workers;

  /** Answers points in bulk. Called by several threads. */
  @FunctionalInterface
  public interface PointAnswerer {
    /**
     * @param points x and y of each point, interleaved; finite
     * @param count how many there are, from the first
     * @param answers receives for each point the cells {@code place,level1,level2,level3,primary,}
     *     as they shall stand, or null
     * @param errors receives what is wrong with a point that got null
     */
    void answer(double[] points, int count, byte[][] answers, String[] errors);
  }

  /**
   * @param workers two threads or more; belongs to the caller
   */
  public CsvBatch(PointAnswerer answerer, ExecutorService workers) {
    this.answerer = answerer;
    this.workers = workers;
  }

  /**
   * Answers all of a table.
   *
   * @throws FaultException before anything is written where the heading is wrong, and later where a
   *     line is too long or a quote is never closed; it names the line
   */
  public void run(InputStream in, OutputStream out) throws IOException {
    ChunkReader chunks = new ChunkReader(in, CHUNK, LONGEST_LINE);
    CsvHeading heading = CsvHeading.read(chunks.heading());
    out.write(HEADING.getBytes(StandardCharsets.UTF_8));
    Deque<Future<ByteBuffer>> underWay = new ArrayDeque<>();
    try {
      for (ChunkReader.Chunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
        ChunkReader.Chunk taken = chunk;
        underWay.add(workers.submit(() -> new CsvChunk(heading, answerer, taken).answer()));
        // While more is waiting to be read, keep the workers busy; else let the answers out.
        while (underWay.size() >= IN_FLIGHT || (!underWay.isEmpty() && !chunks.hasMoreNow())) {
          write(underWay.remove(), out);
          if (underWay.isEmpty()) {
            out.flush();
          }
        }
      }
      while (!underWay.isEmpty()) {
        write(underWay.remove(), out);
      }
      out.flush();
    } finally {
      underWay.forEach(each -> each.cancel(true));
    }
  }

  /** As {@link #run}; a fault after the first answers becomes a last row that tells it. */
  public void runToTheEnd(InputStream in, OutputStream out) throws IOException {
    Counting counting = new Counting(out);
    try {
      run(in, counting);
    } catch (FaultException fault) {
      if (counting.written == 0) {
        throw fault;
      }
      Fault first = fault.first();
      String reason = (first.line() == null ? "" : "line " + first.line() + ": ") + first.detail();
      out.write((",error,,,,," + quoted(reason) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private static void write(Future<ByteBuffer> answers, OutputStream out) throws IOException {
    try {
      answers.get().writeTo(out);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"").replace('\n', ' ') + '"';
  }

  /** Bytes that grow. For one thread. */
  static final class ByteBuffer {
    private byte[] bytes;
    private int size;

    ByteBuffer(int expected) {
      bytes = new byte[Math.max(64, expected)];
    }

    void put(byte[] from, int start, int length) {
      if (size + length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
      }
      System.arraycopy(from, start, bytes, size, length);
      size += length;
    }

    void put(byte[] from) {
      put(from, 0, from.length);
    }

    void put(char ascii) {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      bytes[size++] = (byte) ascii;
    }

    void writeTo(OutputStream out) throws IOException {
      out.write(bytes, 0, size);
    }
  }

  private static final class Counting extends OutputStream {
    private final OutputStream out;
    private long written;

    Counting(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      written++;
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      written += length;
      out.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
