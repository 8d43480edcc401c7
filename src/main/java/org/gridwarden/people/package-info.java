/**
 * Accounts and keys, their roles and rights, sessions and the audit. Knows parties and grids by
 * their codes only. Called by every package with routes; imports {@code store} and {@code http}.
 */
package org.gridwarden.people;
