package org.gridwarden.store.transfer;

/**
 * A picture as it is kept.
 *
 * @param hash SHA-256 of {@code full}, in hexadecimal: its name
 * @param full the file
 * @param thumbnail its small form, or null where there is none
 */
public record Picture(String hash, byte[] full, byte[] thumbnail) {}
