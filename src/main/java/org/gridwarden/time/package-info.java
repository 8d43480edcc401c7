/**
 * Moments as people write them, read in the area's time zone. Every package may import it; it
 * imports {@code fault} only.
 */
package org.gridwarden.time;
