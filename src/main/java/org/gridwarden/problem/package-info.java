/**
 * Problems from report to closed: what they are, the steps of their life and who may take them, the
 * ledger, and where each goes. Called by the program and its routes; imports {@code responsibility}
 * and what that imports.
 */
package org.gridwarden.problem;
