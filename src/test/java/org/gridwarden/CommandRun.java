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
  static CommandRun of(Path data, String... arguments) {
    return on(TestStore.url(data), data, arguments);
  }

  /** On another database than the tests' own. */
  static CommandRun on(String database, Path data, String... arguments) {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--database");
    all.add(database);
    all.add("--data");
    all.add(data.toString());
    int status;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      status = GridwardenCommand.run(all.toArray(String[]::new));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
    return new CommandRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
