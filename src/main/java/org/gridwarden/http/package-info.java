/**
 * The server's set-up: endpoints and their description, parameters and JSON bodies, who may ask how
 * often and from where, the table from fault to status, the event stream, tables as downloads.
 * Knows no domain; each domain package keeps its routes in its own {@code *Routes} class.
 */
package org.gridwarden.http;
