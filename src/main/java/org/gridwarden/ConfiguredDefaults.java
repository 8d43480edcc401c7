package org.gridwarden;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What options are where the command line doesn't say it: as the environment has it, else the
 * configuration file, else the option's own default. An empty value says nothing. Holds for the
 * options of {@code serve}, and for those of {@link StoreOptions} with every command; the other
 * options of other commands are only arguments, whatever their names. Immutable.
 */
final class ConfiguredDefaults implements IDefaultValueProvider {
  /** Says where the configuration file is, so it can't stand in it. */
  private static final String CONFIG = "--config";

  private static final String PREFIX = "GRIDWARDEN_";

  private final Map<String, String> environment;
  private final Properties file;

  private ConfiguredDefaults(Map<String, String> environment, Properties file) {
    this.environment = environment;
    this.file = file;
  }

  /**
   * Reads the configuration file, where the arguments or the environment name one.
   *
   * @throws FaultException where it can't be read, or names every key in it that is no setting
   */
  static ConfiguredDefaults read(Map<String, String> environment, String... arguments) {
    String named = named(environment, arguments);
    return new ConfiguredDefaults(
        environment, named == null ? new Properties() : read(Path.of(named)));
  }

  /** The variable of the environment that an option is read from. */
  static String variable(OptionSpec option) {
    return PREFIX + key(option).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** The options that can be configured: those of {@code serve}, which has the store's too. */
  static List<OptionSpec> settings() {
    return CommandSpec.forAnnotatedObject(new ServeCommand()).options();
  }

  private static String key(OptionSpec option) {
    return option.longestName().substring(2);
  }

  /** Looks at the arguments for the file alone; what is wrong with them is told later. */
  private static String named(Map<String, String> environment, String... arguments) {
    CommandLine early = new CommandLine(new StoreOptions());
    early.setUnmatchedArgumentsAllowed(true);
    early.setDefaultValueProvider(new ConfiguredDefaults(environment, new Properties()));
    try {
      Path named = early.parseArgs(arguments).matchedOptionValue(CONFIG, (Path) null);
      return named != null ? named.toString() : blankToNull(environment.get(PREFIX + "CONFIG"));
    } catch (CommandLine.ParameterException badUse) {
      return null;
    }
  }

  private static Properties read(Path path) {
    Properties file = new Properties();
    try (Reader reader = Files.newBufferedReader(path)) {
      file.load(reader);
    } catch (IOException | IllegalArgumentException broken) {
      throw FaultException.badInput(
          "config", path, "the configuration file can't be read: " + broken);
    }
    List<String> keys =
        settings().stream()
            .filter(option -> !option.longestName().equals(CONFIG))
            .map(ConfiguredDefaults::key)
            .toList();
    List<Fault> unknown =
        new TreeSet<>(file.stringPropertyNames())
            .stream()
                .filter(key -> !keys.contains(key))
                .map(
                    key ->
                        Fault.badInput("there is no such setting; there are " + keys)
                            .file(path.getFileName().toString())
                            .field(key))
                .toList();
    if (!unknown.isEmpty()) {
      throw new FaultException(unknown);
    }
    return file;
  }

  /** The value configured for an option, or null for its own default. */
  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || !isSetting(option)) {
      return null;
    }
    String ofEnvironment = blankToNull(environment.get(variable(option)));
    return ofEnvironment != null ? ofEnvironment : blankToNull(file.getProperty(key(option)));
  }

  private static boolean isSetting(OptionSpec option) {
    CommandSpec command = option.command();
    return command.userObject() instanceof ServeCommand
        || CommandSpec.forAnnotatedObject(new StoreOptions())
            .optionsMap()
            .containsKey(option.longestName());
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
