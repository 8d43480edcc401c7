package org.gridwarden.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.gridwarden.fault.FaultException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CsvBatchTest {
  private final ExecutorService workers = Executors.newFixedThreadPool(2);

  /** Answers each point with its own numbers. */
  private final CsvBatch batch =
      new CsvBatch(
          (points, count, answers, errors) -> {
            for (int i = 0; i < count; i++) {
              answers[i] =
                  ("inside," + points[2 * i] + "," + points[2 * i + 1] + ",,,")
                      .getBytes(StandardCharsets.UTF_8);
            }
          },
          workers);

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  private String run(String in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    batch.run(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aMillionRandomDecimalsAreReadToTheLastBit() {
    long seed = 17;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < 1_000_000; n++) {
      String text =
          switch (random.nextInt(5)) {
            case 0 -> Double.toString((random.nextDouble() - 0.5) * 400);
            case 1 -> String.valueOf(random.nextLong());
            case 2 ->
                random.nextInt(-180, 180) + "." + random.nextLong(0, 1L << random.nextInt(1, 62));
            case 3 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            default -> (random.nextBoolean() ? "-" : "+") + "." + random.nextInt(1_000_000);
          };
      double expected = text.matches(".*[NI].*") ? Double.NaN : Double.parseDouble(text);
      byte[] bytes = (" " + text + " ").getBytes(StandardCharsets.US_ASCII);
      assertThat(Double.doubleToLongBits(Decimal.parse(bytes, 0, bytes.length)))
          .as(text)
          .isEqualTo(Double.doubleToLongBits(expected));
    }
  }

  @Test
  void whatIsNoDecimalIsNoNumber() {
    for (String text :
        List.of("", " ", "-", ".", "1.2.3", "0x1p3", "1d", "NaN", "Infinity", "1e", "十", "1 2")) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(Decimal.parse(bytes, 0, bytes.length)).as(text).isNaN();
    }
  }

  @Test
  void randomTablesAreReadAsALibraryReadsThem() throws IOException {
    long seed = 23;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      StringBuilder table = new StringBuilder("lat,other,id,lon\n");
      for (int row = 0; row < random.nextInt(60); row++) {
        table
            .append(random.nextInt(90))
            .append(".5,")
            .append(cell(random))
            .append(',')
            .append(cell(random));
        table.append(',').append(random.nextInt(180)).append(random.nextBoolean() ? "\n" : "\r\n");
      }
      List<String> expected = new ArrayList<>();
      try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(table.toString())) {
        for (CsvRecord each : reader) {
          if (each.getStartingLineNumber() > 1) {
            expected.add(
                each.getField(2)
                    + "|"
                    + Double.parseDouble(each.getField(3))
                    + "|"
                    + Double.parseDouble(each.getField(0)));
          }
        }
      }
      List<String> found = new ArrayList<>();
      try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(run(table.toString()))) {
        for (CsvRecord each : reader) {
          if (each.getStartingLineNumber() > 1) {
            found.add(each.getField(0) + "|" + each.getField(2) + "|" + each.getField(3));
          }
        }
      }
      assertThat(found).as(table.toString()).isEqualTo(expected);
    }
  }

  private static String cell(SplittableRandom random) {
    String[] cells = {"a", "", "\"q\"\"uote\"", "\"com,ma\"", "\"line\nend\"", "网格", "\"\"", "x y"};
    return cells[random.nextInt(cells.length)];
  }

  @Test
  void answersComeBeforeTheLastLineIsSent() throws Exception {
    PipedInputStream in = new PipedInputStream(1 << 16);
    PipedInputStream answers = new PipedInputStream(1 << 16);
    try (PipedOutputStream to = new PipedOutputStream(in);
        PipedOutputStream out = new PipedOutputStream(answers)) {
      Thread runner =
          new Thread(
              () -> {
                try {
                  batch.run(in, out);
                  out.close();
                } catch (IOException failure) {
                  throw new IllegalStateException(failure);
                }
              });
      runner.start();
      to.write("id,lon,lat\n1,2,3\n4,5".getBytes(StandardCharsets.UTF_8));
      to.flush();
      String expected = CsvBatch.HEADING + "1,inside,2.0,3.0,,,\n";
      assertThat(new String(answers.readNBytes(expected.length()), StandardCharsets.UTF_8))
          .isEqualTo(expected);
      to.write(",6\n".getBytes(StandardCharsets.UTF_8));
      to.close();
      assertThat(new String(answers.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("4,inside,5.0,6.0,,,\n");
      runner.join(10_000);
      assertThat(runner.isAlive()).isFalse();
    }
  }

  @Test
  void twoHundredMegabytesNeedLittleMemory() throws IOException {
    long rows = 6_000_000;
    Rows in = new Rows(rows);
    long[] lines = new long[1];
    long[] most = new long[1];
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    long before = runtime.totalMemory() - runtime.freeMemory();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int value) {
            lines[0] += value == '\n' ? 1 : 0;
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
              lines[0] += bytes[i] == '\n' ? 1 : 0;
            }
            if (lines[0] > most[0] + 1_500_000) {
              most[0] = lines[0];
              System.gc();
              long used = runtime.totalMemory() - runtime.freeMemory() - before;
              assertThat(used).as("bytes held at line " + lines[0]).isLessThan(64L << 20);
            }
          }
        };
    batch.run(in, out);
    assertThat(lines[0]).isEqualTo(rows + 1);
    assertThat(most[0]).isGreaterThan(1_500_000);
  }

  /** A long table that is made as it is read. */
  private static final class Rows extends InputStream {
    private final long rows;
    private byte[] now = "id,lon,lat\n".getBytes(StandardCharsets.UTF_8);
    private int at;
    private long row;

    Rows(long rows) {
      this.rows = rows;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read in bulk");
    }

    @Override
    public int available() {
      return 1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (at == now.length) {
        if (row == rows) {
          return -1;
        }
        StringBuilder next = new StringBuilder();
        for (int i = 0; i < 500 && row < rows; i++) {
          next.append(row++).append(",113.61812345678,33.42612345678\n");
        }
        now = next.toString().getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      int count = Math.min(length, now.length - at);
      System.arraycopy(now, at, into, from, count);
      at += count;
      return count;
    }
  }

  @Test
  void anEndlessLineIsRefusedWithItsNumber() {
    String table = "id,lon,lat\n1,2,3\n" + "x".repeat(2_000_000);
    assertThatThrownBy(() -> run(table))
        .isInstanceOfSatisfying(
            FaultException.class, fault -> assertThat(fault.first().line()).isEqualTo(3));
  }

  @Test
  void aFaultAfterTheFirstAnswersBecomesTheLastRow() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String table = "id,lon,lat\n" + "1,2,3\n".repeat(100_000) + "5,\"6,7\n";
    batch.runToTheEnd(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)), out);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(lines.size() - 1)).startsWith(",error,,,,,\"line 100002: a quote");
    workers.shutdown();
    assertThat(workers.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
  }
}
