package org.gridwarden;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line. Exit codes: 0, 1 (it ran and found fault), 2 (bad use or bad input; nothing was
 * changed, and every fault stands on standard error).
 */
@Command(
    name = "gridwarden",
    mixinStandardHelpOptions = true,
    versionProvider = GridwardenCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Answers who is responsible here.",
    subcommands = {
      ServeCommand.class,
      ImportCommand.class,
      PublishCommand.class,
      CheckCommand.class,
      WhoCommand.class,
      ExportCommand.class,
      UserCommand.class,
      KeyCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      CopyCommand.class,
      HeatCommand.class,
      PrintCommand.class
    })
final class GridwardenCommand {
  private static final int BAD_INPUT = 2;

  /** Runs one command and returns its exit code. */
  static int run(String... arguments) {
    return run(System.getenv(), arguments);
  }

  /** As {@link #run(String...)}, with another environment than the process's. */
  static int run(Map<String, String> environment, String... arguments) {
    CommandLine line = new CommandLine(new GridwardenCommand());
    try {
      line.setDefaultValueProvider(ConfiguredDefaults.read(environment, arguments));
    } catch (FaultException fault) {
      fault.faults().forEach(line.getErr()::println);
      return BAD_INPUT;
    }
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> explain(failure, command.getErr()));
    line.setUsageHelpAutoWidth(true);
    addHelp(line);
    return line.execute(arguments);
  }

  private static void addHelp(CommandLine line) {
    for (CommandLine sub : line.getSubcommands().values()) {
      sub.getCommandSpec().mixinStandardHelpOptions(true);
      addHelp(sub);
    }
  }

  private static int explain(Exception failure, PrintWriter err) throws Exception {
    if (failure instanceof FaultException fault) {
      fault.faults().forEach(err::println);
      return BAD_INPUT;
    }
    if (failure instanceof UncheckedIOException || failure instanceof IOException) {
      err.println(failure.getMessage());
      return BAD_INPUT;
    }
    throw failure;
  }

  /** The same faults, with the name of the file they are in. */
  static FaultException inFile(Path file, FaultException fault) {
    String name = file.getFileName().toString();
    return new FaultException(
        fault.faults().stream().map((Fault each) -> each.file(name)).toList());
  }

  /** The version that the build gave the program. */
  static final class Version implements CommandLine.IVersionProvider {
    static String version() {
      String version = GridwardenCommand.class.getPackage().getImplementationVersion();
      return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
      return new String[] {"gridwarden " + version()};
    }
  }
}
