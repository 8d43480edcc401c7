/**
 * The intervals in which problems were unresolved, column by column, in the order of a
 * space-filling curve: what heat is counted from, now and at any past moment. Knows neither
 * database nor server. Called by {@code heat}; imports nothing but {@code geo} and the numbers that
 * stand for codes.
 */
package org.gridwarden.heat.interval;
