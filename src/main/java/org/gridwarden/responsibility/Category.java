package org.gridwarden.responsibility;

/**
 * A kind of problem in the assessment tree.
 *
 * @param nameEn the English name, or null
 * @param parent the code one step up, or null at the top
 */
public record Category(String code, String name, String nameEn, String parent) {}
