package org.gridwarden;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.LoggerFactory;

/** How the lines of the log look on standard error. */
enum LogFormat {
  /** As {@code logback.xml} has it, which is where the log begins. */
  text,
  /** One JSON object a line. */
  json;

  /** Has the lines from here on look so. */
  void use() {
    if (this == json) {
      Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
      JsonEncoder encoder = new JsonEncoder();
      encoder.setContext(root.getLoggerContext());
      encoder.setWithSequenceNumber(false);
      encoder.setWithNanoseconds(false);
      encoder.setWithContext(false);
      encoder.setWithMessage(false);
      encoder.setWithArguments(false);
      encoder.setWithFormattedMessage(true);
      encoder.start();
      var appender = (OutputStreamAppender<ILoggingEvent>) root.getAppender("STDERR");
      appender.stop();
      appender.setEncoder(encoder);
      appender.start();
    }
  }
}
