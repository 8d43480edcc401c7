package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Where settings come from, and that the README's table of them is the program's own. */
class ConfigurationTest {
  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("gridwarden.properties"), text);
  }

  /** What an option of serve is in the end. */
  private <T> T value(String option, String... arguments) {
    CommandLine serve = new CommandLine(new ServeCommand());
    serve.setDefaultValueProvider(ConfiguredDefaults.read(environment, arguments));
    serve.parseArgs(arguments);
    return serve.getCommandSpec().findOption(option).getValue();
  }

  @Test
  void anArgumentCountsBeforeTheEnvironmentThatBeforeTheFileThatBeforeTheDefault()
      throws IOException {
    assertThat(this.<Integer>value("--port")).isEqualTo(7070);
    String config = file("port=7001\n").toString();
    assertThat(this.<Integer>value("--port", "--config", config)).isEqualTo(7001);
    environment.put("GRIDWARDEN_CONFIG", config);
    assertThat(this.<Integer>value("--port")).isEqualTo(7001);
    environment.put("GRIDWARDEN_PORT", "");
    assertThat(this.<Integer>value("--port")).as("empty says nothing").isEqualTo(7001);
    environment.put("GRIDWARDEN_PORT", "7002");
    assertThat(this.<Integer>value("--port")).isEqualTo(7002);
    assertThat(this.<Integer>value("--port", "--port", "7003")).isEqualTo(7003);
    assertThat(this.<Integer>value("--port", "--port=7003", "--config=" + file("port=7004")))
        .isEqualTo(7003);
  }

  @Test
  void theArgumentsFileCountsBeforeTheEnvironmentsFile() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "port=7005\n");
    environment.put("GRIDWARDEN_CONFIG", file("port=7001\n").toString());
    assertThat(this.<Integer>value("--port", "--config", other.toString())).isEqualTo(7005);
  }

  @Test
  void whatIsSwitchedOnElsewhereCanBeSwitchedOffByAnArgument() {
    assertThat(this.<Boolean>value("--demo")).isFalse();
    assertThat(this.<Boolean>value("--demo", "--demo")).isTrue();
    environment.put("GRIDWARDEN_DEMO", "true");
    assertThat(this.<Boolean>value("--demo")).isTrue();
    assertThat(this.<Boolean>value("--demo", "--demo")).isTrue();
    assertThat(this.<Boolean>value("--demo", "--demo=false")).isFalse();
    assertThat(this.<Boolean>value("--demo", "--demo", "--port", "0")).isTrue();
  }

  @Test
  void whatRepeatsIsSeparatedByCommasAndReplacedAsAWhole() throws IOException {
    environment.put(
        "GRIDWARDEN_CONFIG", file("trusted-proxy=10.0.0.0/8,fd00::/8\nzone=UTC\n").toString());
    assertThat(this.<List<String>>value("--trusted-proxy"))
        .containsExactly("10.0.0.0/8", "fd00::/8");
    environment.put("GRIDWARDEN_TRUSTED_PROXY", "127.0.0.1");
    assertThat(this.<List<String>>value("--trusted-proxy")).containsExactly("127.0.0.1");
    assertThat(
            this.<List<String>>value(
                "--trusted-proxy", "--trusted-proxy", "::1", "--trusted-proxy", "10.1.1.1"))
        .containsExactly("::1", "10.1.1.1");
  }

  @Test
  void everyCommandTakesTheStoreFromThereAndNothingElse() throws IOException {
    Path data = folder.resolve("elsewhere");
    String config = file("data=" + data + "\nport=1\nzone=Nowhere/None\n").toString();
    Path none = folder.resolve("none.csv");
    assertThat(
            GridwardenCommand.run(
                Map.of(), "import", "problems", none.toString(), "--config", config))
        .isEqualTo(2);
    assertThat(data.resolve("gridwarden.db")).exists();
    Path other = folder.resolve("other");
    assertThat(
            GridwardenCommand.run(
                Map.of("GRIDWARDEN_DATA", other.toString()), "user", "list", "--config", config))
        .isZero();
    assertThat(other.resolve("gridwarden.db")).exists();
  }

  @Test
  void anUnknownKeyIsRefusedByNameAndSoIsAFileThatIsNotThere() throws IOException {
    Path config = file("prot=7070\nport=7070\nconfig=x\n");
    assertThatThrownBy(() -> value("--port", "--config", config.toString()))
        .isInstanceOfSatisfying(
            FaultException.class,
            fault ->
                assertThat(fault.faults()).extracting("field").containsExactly("config", "prot"));
    CommandRun run =
        CommandRun.of(folder.resolve("var"), "user", "list", "--config", config.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("gridwarden.properties:").contains("prot").contains("port");
    run = CommandRun.of(folder.resolve("var"), "user", "list", "--config", folder + "/none");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("config").contains("none");
    assertThat(CommandRun.of(folder.resolve("var"), "user", "list", "--config").status())
        .isEqualTo(2);
    environment.put("GRIDWARDEN_PORT", "seven");
    assertThatThrownBy(() -> value("--port")).hasMessageContaining("--port");
  }

  @Test
  void aPasswordInTheDatabasesUrlIsNeverSaid() {
    for (String url :
        List.of(
            "jdbc:postgresql://user:s3cret@127.0.0.1/none",
            "jdbc:postgresql://127.0.0.1:x/none?user=u&password=s3cret",
            "jdbc:postgresql://127.0.0.1:1/none?user=u&password=s3cret@x&connectTimeout=1",
            "postgres://user:s3/cret@127.0.0.1/none",
            "jdbc:mysql://127.0.0.1/none;password=s3cret",
            "jdbc:postgresql:\\\\s3cret@h")) {
      CommandRun run = CommandRun.of(folder.resolve("var"), "user", "list", "--database", url);
      assertThat(run.status()).as(url).isNotZero();
      assertThat(run.err() + run.out()).as(url).doesNotContain("s3cret").doesNotContain("s3/cret");
    }
    assertThat(Config.of(folder, "jdbc:postgresql://h/n?password=s3cret").toString())
        .doesNotContain("s3cret");
  }

  @Test
  void theTableInTheReadmeIsTheProgramsOwn() throws IOException {
    List<String[]> rows =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `--"))
            .map(line -> line.replace("\\|", "/").split("\\|"))
            .toList();
    assertThat(rows)
        .extracting(row -> row[1].strip())
        .containsExactlyInAnyOrderElementsOf(
            ConfiguredDefaults.settings().stream().map(ConfigurationTest::written).toList());
    for (OptionSpec option : ConfiguredDefaults.settings()) {
      String[] row =
          rows.stream()
              .filter(each -> each[1].strip().equals(written(option)))
              .findFirst()
              .orElseThrow();
      assertThat(row).as(row[1]).hasSize(5);
      assertThat(row[2].strip()).isEqualTo("`" + ConfiguredDefaults.variable(option) + "`");
      assertThat(row[4]).as(row[1]).isNotBlank();
      if (option.defaultValue() != null) {
        assertThat(row[3].strip()).isEqualTo("`" + option.defaultValue() + "`");
      } else {
        assertThat(row[3]).as(row[1]).doesNotStartWith(" `").isNotBlank();
      }
    }
  }

  private static String written(OptionSpec option) {
    boolean isSwitch = option.arity().min() == 0;
    return "`"
        + option.longestName()
        + (isSwitch ? "" : " " + option.paramLabel().replace('|', '/'))
        + "`";
  }
}
