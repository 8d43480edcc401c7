package org.gridwarden.problem.photo;

import java.time.Instant;
import org.gridwarden.geo.LonLat;

/**
 * What was made of an upload. The arrays are its own and not to be changed.
 *
 * @param full a JPEG without metadata
 * @param thumbnail the same, smaller
 * @param width of the full picture, in pixels, upright
 * @param position WGS-84, that the camera had written into the upload, or null
 * @param takenAt by the camera's clock, or null
 */
record PhotoImage(
    byte[] full, byte[] thumbnail, int width, int height, LonLat position, Instant takenAt) {}
