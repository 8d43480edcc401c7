/**
 * Tables as people exchange them, .csv and .xlsx, read to rows that know their line, and written.
 * Knows no domain. Called by the packages that import or export lists, and by {@code http} for
 * downloads; imports {@code fault} only.
 */
package org.gridwarden.table;
