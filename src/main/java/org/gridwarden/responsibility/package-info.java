/**
 * Who answers for a spot: parties, assignments, categories, the rules of precedence, and the Finder
 * that applies them. Imports {@code grid}, {@code geo}, {@code people} (who may see phones), {@code
 * store}, {@code http}, {@code fault}.
 */
package org.gridwarden.responsibility;
