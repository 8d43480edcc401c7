package org.gridwarden.problem.index;

import java.util.List;

/**
 * What the index holds of one problem. Moments are milliseconds since 1970; {@link #NEVER} stands
 * for none. Texts may be null but for the id.
 *
 * @param id a UUID
 * @param version rows are replaced by later versions only
 * @param lonE7 degrees times ten million
 * @param grids codes, level 1 to 3
 * @param status a number of 0 to 31
 * @param dueSoonAt from when it is due soon
 * @param stoppedAt when its clock stopped, or NEVER while it runs
 * @param named parties beside the unit that may see it
 * @param text what full-text search finds it by; fixed when the row is first put
 */
public record IndexRow(
    String id,
    int version,
    int lonE7,
    int latE7,
    List<String> grids,
    String unit,
    List<String> named,
    String leader,
    String category,
    String reporter,
    int status,
    int severity,
    int flags,
    int reworks,
    int returns,
    long reportedAt,
    long dueAt,
    long dueSoonAt,
    long updatedAt,
    long handledAt,
    long closedAt,
    long stoppedAt,
    String text) {
  public static final long NEVER = Long.MAX_VALUE;

  /** Bits of {@link #flags}. */
  public static final int RETURN = 1;

  public static final int PUBLISHED = 2;
  public static final int SUPERVISED = 4;
  public static final int ESCALATED = 8;
}
