/**
 * Wall maps (挂图作战): a grid or the whole area on a sheet of up to A0, with names, who is in charge,
 * phones and open problems, as vector PDF or SVG. Called by the program's command and its server;
 * imports {@code problem} and what that imports, and the letters of {@code heat.picture}.
 */
package org.gridwarden.print;
