/**
 * Pictures of a heat map to print, to send and to put in a report: the map with title, legend,
 * scale bar and date. {@link org.gridwarden.heat.picture.HeatPicture} draws what a {@link
 * org.gridwarden.heat.picture.Sheet} holds, {@link org.gridwarden.heat.picture.PngFile} writes it.
 * Text is filled outlines of a font of our own ({@link org.gridwarden.heat.picture.Lettering}), for
 * {@code java.awt.Font} fails on a machine without fonts. Knows no problem and no database; called
 * by the routes of {@code heat}; imports {@code fault} and {@code geo}. The one home of FontBox.
 */
package org.gridwarden.heat.picture;
