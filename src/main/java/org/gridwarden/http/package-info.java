/**
 * The server's set-up: endpoints and their description, parameters, the table from fault to status.
 * Knows no domain; each domain package keeps its routes in its own {@code *Routes} class.
 */
package org.gridwarden.http;
