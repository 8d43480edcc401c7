/**
 * The intervals in which problems were unresolved, column by column, in the order of a
 * space-filling curve: what heat is counted from, now and at any past moment. Knows neither
 * database nor server. Called by {@code heat}; imports {@code geo}, and of {@code density} how a
 * point is shared among bins.
 */
package org.gridwarden.heat.interval;
