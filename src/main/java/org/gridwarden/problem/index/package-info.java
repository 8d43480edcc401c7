/**
 * All problems in memory, column by column: filters, sorting, full text, nearness. Knows neither
 * database nor server. Called by {@code problem}; imports nothing but {@code fault}.
 */
package org.gridwarden.problem.index;
