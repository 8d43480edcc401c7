/**
 * Makes the sample town of {@code data/}: a fictional district, always the same for the same seed.
 * Run by {@code bin/make-town}.
 */
package org.gridwarden.town;
