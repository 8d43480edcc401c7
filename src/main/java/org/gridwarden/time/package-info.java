/**
 * Moments as people write them, read in the area's time zone, and working calendars that say when a
 * time limit ends. Every package may import it; it imports {@code fault} only.
 */
package org.gridwarden.time;
