package org.gridwarden.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class NoticeTextTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private final NoticeText chinese = new NoticeText("zh-CN", ZONE);
  private final NoticeText english = new NoticeText("en", ZONE);

  @Test
  void aNoticeIsSaidInTheLanguageAskedForWithTimesOfTheArea() {
    Notice notice = Problems.notice(1, NoticeKind.DISPATCHED, "路面破损 · 学府路", "区城管局");
    assertThat(chinese.sentence(notice)).isEqualTo("“路面破损 · 学府路”已派给区城管局，请于 2025-11-25 18:30 前办结。");
    assertThat(english.sentence(notice))
        .isEqualTo("“路面破损 · 学府路” was dispatched to 区城管局; please finish it by 2025-11-25 18:30.");
  }

  @Test
  void everyKindHasItsSentenceAndNameInBothLanguagesWithAndWithoutADueMoment() {
    for (NoticeKind kind : NoticeKind.values()) {
      Notice dated = Problems.notice(1, kind, "标题", "单位");
      ObjectNode facts = (ObjectNode) dated.facts().deepCopy();
      facts.putNull("dueAt");
      Notice undated =
          new Notice(dated.id(), 1, kind, "p", dated.recipient(), null, "标题", facts, dated.at());
      for (NoticeText text : new NoticeText[] {chinese, english}) {
        assertThat(text.nameOf(kind)).isNotBlank();
        assertThat(text.sentence(dated)).contains("标题").doesNotContain("{").doesNotContain("null");
        assertThat(text.sentence(undated))
            .contains("标题")
            .doesNotContain("{")
            .doesNotContain("null")
            .doesNotContain("  ")
            .doesNotContain("于  前");
      }
    }
  }

  @Test
  void bracesInATitleStayAsTheyAre() {
    Notice notice = Problems.notice(1, NoticeKind.CLOSED, "{1} {2} {9} <b>", "{0}");
    assertThat(chinese.sentence(notice)).isEqualTo("“{1} {2} {9} <b>”已结案。");
  }
}
