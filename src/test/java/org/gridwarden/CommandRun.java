package org.gridwarden;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.store.TestStore;

/** A command as a person types it: its exit code and what it said. Not for two at a time. */
record CommandRun(int status, String out, String err) {
  /** On the database that the tests run on. */
  static CommandRun of(Path data, String... arguments) {
    return TestStore.isPostgresql()
        ? on(data, TestStore.url(data), arguments)
        : plain(with(arguments, "--data", data.toString()));
  }

  /** On a database of one's own choice. */
  static CommandRun on(Path data, String url, String... arguments) {
    return plain(with(arguments, "--database", url, "--data", data.toString()));
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** With these arguments and no others. */
  static CommandRun plain(String... arguments) {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      status = GridwardenCommand.run(arguments);
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
    return new CommandRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
