package org.gridwarden.notice;

import java.util.List;
import java.util.Map;
import org.gridwarden.http.Json;

/**
 * What a group robot gets: a markdown message that tells one notice, or a digest that counts
 * several and lists as many as fit. The whole JSON has at most {@link #MOST_BYTES}, so the text in
 * it has fewer: WeCom takes 4,096 bytes of text, DingTalk 20,000.
 */
final class RobotBody {
  static final int MOST_BYTES = 4096;
  private static final int CUT_LINE_BYTES = 2048;

  private final ChannelKind kind;
  private final NoticeText text;
  private final String lineEnd;

  RobotBody(ChannelKind kind, NoticeText text) {
    this.kind = kind;
    this.text = text;
    // DingTalk joins lines that no empty line parts.
    this.lineEnd = kind == ChannelKind.DINGTALK ? "\n\n" : "\n";
  }

  /**
   * @param notices at least one, in the order in which they are listed
   */
  String of(List<Notice> notices) {
    if (notices.size() == 1) {
      Notice notice = notices.get(0);
      String name = text.nameOf(notice.kind());
      return message(name, "**" + name + "**" + lineEnd + fitting(sentence(notice)));
    }
    String heading = text.say("digest", notices.size());
    String listed = "**" + heading + "**";
    int count = 0;
    for (Notice notice : notices) {
      String longer =
          listed
              + lineEnd
              + (count + 1)
              + ". "
              + text.nameOf(notice.kind())
              + " "
              + fitting(sentence(notice));
      if (bytes(heading, longer + more(notices.size() - count - 1)) > MOST_BYTES) {
        break;
      }
      listed = longer;
      count++;
    }
    return message(heading, listed + more(notices.size() - count));
  }

  String ofTest(String channelName) {
    String name = text.say("test_name");
    return message(
        name, "**" + name + "**" + lineEnd + text.say("test", PlainText.unmarked(channelName)));
  }

  private String sentence(Notice notice) {
    return text.sentence(notice, PlainText::unmarked);
  }

  private static String fitting(String sentence) {
    return PlainText.cut(sentence, CUT_LINE_BYTES);
  }

  private String more(int count) {
    return count == 0 ? "" : lineEnd + text.say("more", count);
  }

  private int bytes(String title, String content) {
    return PlainText.bytes(message(title, content));
  }

  private String message(String title, String content) {
    Map<String, Object> markdown =
        kind == ChannelKind.DINGTALK
            ? Map.of("title", title, "text", content)
            : Map.of("content", content);
    return Json.MAPPER
        .createObjectNode()
        .put("msgtype", "markdown")
        .set("markdown", Json.MAPPER.valueToTree(new java.util.TreeMap<>(markdown)))
        .toString();
  }
}
