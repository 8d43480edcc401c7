/**
 * The kinds of fault, with field, line and feature. Every package may import it; it imports none.
 */
package org.gridwarden.fault;
