/**
 * The database: connections, transactions, the dialect, migrations, settings and the change feed.
 * Knows no domain; each domain package keeps its SQL in its own {@code *Store} class.
 */
package org.gridwarden.store;
