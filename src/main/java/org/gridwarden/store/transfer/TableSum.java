package org.gridwarden.store.transfer;

/**
 * By which the content of two tables is compared, in whatever databases they are.
 *
 * @param rows how many
 * @param sha256 of all rows in their neutral form and order, in hexadecimal
 */
public record TableSum(String table, long rows, String sha256) {}
