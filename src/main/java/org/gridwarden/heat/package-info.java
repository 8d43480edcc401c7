/**
 * Where problems pile up, measured: density in problems per square kilometre, as tiles, legends and
 * pictures, now and at any past moment. Called by the program's commands and its server; imports
 * {@code problem} and what that imports.
 */
package org.gridwarden.heat;
