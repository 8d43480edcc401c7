package org.gridwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gridwarden.notice.NoticeKind;
import org.gridwarden.people.AccountRole;
import org.gridwarden.problem.ProblemStatus;
import org.gridwarden.problem.Severity;
import org.gridwarden.problem.Step;
import org.gridwarden.responsibility.Rule;
import org.gridwarden.time.LimitUnit;
import org.junit.jupiter.api.Test;

/**
 * The texts and icons of the desk: both languages say the same, and nothing that is shown lacks a
 * text.
 */
class DeskTextsTest {
  private static final Path I18N = Path.of("web/i18n");

  @Test
  void bothLanguagesHaveTheSameTextsWithTheSamePlaces() throws IOException {
    var chinese = new ObjectMapper().readTree(I18N.resolve("desk/zh-CN.json").toFile());
    var english = new ObjectMapper().readTree(I18N.resolve("desk/en.json").toFile());
    assertThat(names(chinese.fieldNames())).isEqualTo(names(english.fieldNames()));
    chinese
        .fieldNames()
        .forEachRemaining(
            key ->
                assertThat(places(chinese.path(key).asText()))
                    .as(key)
                    .isEqualTo(places(english.path(key).asText())));
  }

  @Test
  void everythingThatThePageNamesHasAText() throws IOException {
    Set<String> texts = texts();
    for (Path file : files()) {
      Matcher named =
          Pattern.compile("\\bt\\(['`]([a-zA-Z0-9._]+)['`]|data-i18n(?:-\\w+)?=\"([^\"]+)\"")
              .matcher(Files.readString(file));
      while (named.find()) {
        String key = named.group(1) == null ? named.group(2) : named.group(1);
        assertThat(texts).as("named in " + file).contains(key);
      }
    }
  }

  @Test
  void everyCodeOfTheServerHasAText() throws IOException {
    Set<String> texts = texts();
    for (ProblemStatus status : ProblemStatus.values()) {
      assertThat(texts).contains("status." + status.code());
    }
    for (Step step : Step.values()) {
      assertThat(texts).contains("ledger." + step.code());
      if (!step.isSystems() && step != Step.REPORT) {
        assertThat(texts).contains("step." + step.code(), "step." + step.code() + ".what");
      }
    }
    List<String> others =
        Stream.of(
                Arrays.stream(NoticeKind.values()).map(each -> "notice." + each.code()),
                Arrays.stream(AccountRole.values()).map(each -> "account." + each.code()),
                Arrays.stream(AccountRole.values()).map(each -> "empty." + each.code()),
                Arrays.stream(Severity.values()).map(each -> "severity." + each.code()),
                Arrays.stream(Rule.values()).map(each -> "rule.of." + each.code()),
                Arrays.stream(LimitUnit.values()).map(each -> "limit." + each.code()))
            .flatMap(each -> each)
            .toList();
    assertThat(texts).containsAll(others);
  }

  @Test
  void everyIconIsInTheSprite() throws IOException {
    String sprite = Files.readString(Path.of("web/vendor/lucide/sprite.svg"));
    for (Path file : files()) {
      Matcher named =
          Pattern.compile("icon\\('([a-z-]+)'|sprite\\.svg#([a-z-]+)")
              .matcher(Files.readString(file));
      while (named.find()) {
        String icon = named.group(1) == null ? named.group(2) : named.group(1);
        assertThat(sprite).as("in " + file).contains("id=\"" + icon + "\"");
      }
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of("web/js/desk"))) {
      return Stream.concat(modules, Stream.of(Path.of("web/desk/index.html"))).toList();
    }
  }

  private static Set<String> texts() throws IOException {
    Set<String> all = new TreeSet<>();
    for (String file : new String[] {"zh-CN.json", "desk/zh-CN.json"}) {
      all.addAll(names(new ObjectMapper().readTree(I18N.resolve(file).toFile()).fieldNames()));
    }
    return all;
  }

  private static Set<String> names(java.util.Iterator<String> names) {
    Set<String> all = new TreeSet<>();
    names.forEachRemaining(all::add);
    return all;
  }

  private static Set<String> places(String text) {
    Set<String> found = new TreeSet<>();
    Matcher place = Pattern.compile("\\{\\d}").matcher(text);
    while (place.find()) {
      found.add(place.group());
    }
    return found;
  }
}
