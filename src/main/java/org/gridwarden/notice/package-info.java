/**
 * Notices: who must be told of what happened to a problem, in the pages and by robots. Reads the
 * change feed, never the problems themselves; called by the program only. Imports {@code fault},
 * {@code time}, {@code store}, {@code http} and {@code people}.
 */
package org.gridwarden.notice;
