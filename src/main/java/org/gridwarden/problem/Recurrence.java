package org.gridwarden.problem;

/**
 * How near is the same spot for a kind of problem, and how soon is it a return (反弹). Immutable.
 *
 * @param category null for every kind that has none of its own
 * @param similarMetres open problems of the same kind this near are offered as likely duplicates
 * @param returnMetres a problem this near to one of the same kind closed less than {@code
 *     returnDays} days before is its return
 */
public record Recurrence(
    String category, double similarMetres, double returnMetres, int returnDays) {}
