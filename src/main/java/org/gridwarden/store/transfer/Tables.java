package org.gridwarden.store.transfer;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tables are carried over and which aren't. Their columns are asked of the database. A test
 * holds that every table there is stands here.
 */
public final class Tables {
  /** Each after those that it refers to. */
  public static final List<String> IN_ORDER =
      List.of(
          "setting",
          "grid_version",
          "grid",
          "grid_origin",
          "grid_residents",
          "category",
          "party",
          "assignment",
          "account",
          "api_key",
          "audit",
          "problem",
          "ledger",
          "problem_photo",
          "idempotency",
          "recurrence",
          "escalation",
          "time_limit",
          "calendar_day",
          "photo",
          "photo_uploader",
          "notice",
          "notice_read",
          "notice_read_all",
          "channel",
          "delivery",
          "delivery_notice",
          "channel_attempt");

  /** What stays behind, and why. */
  public static final Map<String, String> LEFT_OUT =
      Map.of(
          "change", "servers told each other by it what is now in the rows; it begins anew",
          "change_dropped", "where the feed begins anew is set by the restore",
          "notice_position", "where the feed begins anew is set by the restore",
          "session", "people sign in again",
          "flyway_schema_history", "the target is migrated by itself",
          "spatial_ref_sys", "PostGIS brings it with it");

  /** Columns that say which running server holds a row: no server does after a restore. */
  static final Set<String> LEFT_OUT_COLUMNS = Set.of("channel.claimed_by", "channel.claimed_until");

  /** What an empty database has rows in, which those carried over replace. */
  static final Set<String> SEEDED =
      Set.of("setting", "category", "recurrence", "escalation", "time_limit");

  private Tables() {}
}
