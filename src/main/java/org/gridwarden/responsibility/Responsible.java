package org.gridwarden.responsibility;

/**
 * A party that has something to do with a spot, and the rule that makes it so.
 *
 * @param grid the code of the grid it is for, or null for the whole area
 */
public record Responsible(Role role, Rule rule, String grid, Party party, Assignment assignment) {}
