package org.gridwarden.problem;

import java.time.Instant;
import org.gridwarden.geo.LonLat;

/**
 * A problem of former times, as a file tells of it. Immutable.
 *
 * @param line of the file
 * @param externalId its number there
 * @param category as it stands there: a code or a name
 * @param closed null where it is still open
 * @param status where the file says, else null
 * @param unit the name or the id of the party that it was or is with, or null
 */
record PastProblem(
    long line,
    String externalId,
    LonLat point,
    String category,
    Severity severity,
    Instant opened,
    Instant closed,
    ProblemStatus status,
    String unit,
    String description,
    String address,
    String source) {}
