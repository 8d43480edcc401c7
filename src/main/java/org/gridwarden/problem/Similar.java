package org.gridwarden.problem;

/**
 * An open problem of the same kind near by, which may be the same.
 *
 * @param metres how far it is
 */
public record Similar(
    String id, String category, ProblemStatus status, long reportedAt, double metres) {}
