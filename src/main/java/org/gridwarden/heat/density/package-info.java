/**
 * Density of points in a plane that covers the globe, in units per square kilometre of ground: a
 * Gaussian kernel over bins that lie on one lattice for everything, so that every picture of a
 * place shows the same values. Pure. Called by {@code heat}; imports nothing but {@code geo}.
 */
package org.gridwarden.heat.density;
