/**
 * Which places have more problems than chance explains, and what is needed to ask it: who is whose
 * neighbour, a lattice of hexagons, class limits for colouring. Pure: knows neither database nor
 * server, nor what a value counts. Called by {@code heat}; imports {@code fault} and {@code geo}.
 */
package org.gridwarden.heat.spot;
