/**
 * How long a problem may take: time limits by category and severity, the working calendar they are
 * counted in, and the files both come from. Imports {@code fault}, {@code time}, {@code table},
 * {@code store}, {@code http} and of {@code responsibility} the tree of categories.
 */
package org.gridwarden.problem.limit;
