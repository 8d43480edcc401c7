package org.gridwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
 * The texts and icons of the pages: both languages say the same, and nothing that is shown lacks a
 * text. A module of {@code web/js/NAME} has the texts that all pages have, those of {@code work}
 * and those of {@code NAME} or that its {@code main.js} names; so has the page that loads it.
 */
class PageTextsTest {
  private static final Path I18N = Path.of("web/i18n");

  @Test
  void bothLanguagesHaveTheSameTextsWithTheSamePlaces() throws IOException {
    for (Path folder : folders()) {
      var chinese = texts(folder, "zh-CN");
      var english = texts(folder, "en");
      assertThat(chinese.keySet()).as(folder.toString()).isEqualTo(english.keySet());
      chinese.forEach(
          (key, text) -> assertThat(places(text)).as(key).isEqualTo(places(english.get(key))));
    }
  }

  @Test
  void noTextIsSaidTwice() throws IOException {
    Set<String> shared = new TreeSet<>(texts(I18N, "en").keySet());
    assertThat(shared).doesNotContainAnyElementsOf(texts(I18N.resolve("work"), "en").keySet());
    shared.addAll(texts(I18N.resolve("work"), "en").keySet());
    for (Path folder : folders()) {
      if (!folder.equals(I18N) && !folder.endsWith("work")) {
        assertThat(texts(folder, "en").keySet())
            .as(folder.toString())
            .doesNotContainAnyElementsOf(shared);
      }
    }
  }

  @Test
  void everythingThatAPageNamesHasAText() throws IOException {
    for (Path file : files()) {
      Set<String> texts = texts(nameOf(file));
      Matcher named =
          Pattern.compile(
                  "\\bt\\(['`]([a-zA-Z0-9._-]+)['`]|data-i18n(?:-\\w+)?=\"([^\"]+)\""
                      + "|dataset\\.i18n\\w* = '([^']+)'|marked\\(el\\([^)]*\\), '([^']+)'")
              .matcher(Files.readString(file));
      while (named.find()) {
        String key = null;
        for (int group = 1; group <= named.groupCount() && key == null; group++) {
          key = named.group(group);
        }
        assertThat(texts).as("named in " + file).contains(key);
      }
    }
  }

  @Test
  void everyCodeOfTheServerHasAText() throws IOException {
    Set<String> texts = texts("desk");
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
          Pattern.compile("icon\\('([a-z0-9-]+)'|sprite\\.svg#([a-z0-9-]+)")
              .matcher(Files.readString(file));
      while (named.find()) {
        String icon = named.group(1) == null ? named.group(2) : named.group(1);
        assertThat(sprite).as("in " + file).contains("id=\"" + icon + "\"");
      }
    }
  }

  private static List<Path> files() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : new String[] {"web/js", "web"}) {
      try (Stream<Path> found = Files.walk(Path.of(folder))) {
        all.addAll(
            found
                .filter(each -> !each.startsWith("web/vendor"))
                .filter(each -> each.toString().matches(".*\\.(js|html)"))
                .toList());
      }
    }
    return all.stream().distinct().toList();
  }

  /** The folder of texts that a module or page has beside the shared ones; "" for the map's. */
  private static String nameOf(Path file) throws IOException {
    if (file.toString().endsWith(".js")) {
      Path folder = Path.of("web/js").relativize(file).getParent();
      return folder == null ? "" : folder.getName(0).toString();
    }
    Matcher script =
        Pattern.compile("src=\"/js/(?:([a-z]+)/)?main\\.js\"").matcher(Files.readString(file));
    return script.find() && script.group(1) != null ? script.group(1) : "";
  }

  private static List<Path> folders() throws IOException {
    try (Stream<Path> found = Files.walk(I18N)) {
      return found.filter(Files::isDirectory).toList();
    }
  }

  /** The keys of what a page has that is called so. */
  private static Set<String> texts(String name) throws IOException {
    Set<String> all = new TreeSet<>(texts(I18N, "zh-CN").keySet());
    if (!name.isEmpty()) {
      all.addAll(texts(I18N.resolve("work"), "zh-CN").keySet());
      all.addAll(texts(I18N.resolve(name), "zh-CN").keySet());
      for (String more : loaded(name)) {
        all.addAll(texts(I18N.resolve(more), "zh-CN").keySet());
      }
    }
    return all;
  }

  /** The folders that a page says it loads. */
  private static List<String> loaded(String name) throws IOException {
    Path main = Path.of("web/js", name, "main.js");
    if (!Files.exists(main)) {
      return List.of();
    }
    Matcher texts = Pattern.compile("\\btexts: \\[([^\\]]*)\\]").matcher(Files.readString(main));
    return texts.find() ? List.of(texts.group(1).replaceAll("[' ]", "").split(",")) : List.of();
  }

  private static Map<String, String> texts(Path folder, String language) throws IOException {
    Path file = folder.resolve(language + ".json");
    return Files.exists(file)
        ? new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {})
        : Map.of();
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
