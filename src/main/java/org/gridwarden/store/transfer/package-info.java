/**
 * Carries all that is held from one database to another, directly or through a file: rows in a
 * neutral form that is the same whatever database they are in, and pictures by their hash. Knows
 * tables by name, and nothing of what they mean.
 */
package org.gridwarden.store.transfer;
