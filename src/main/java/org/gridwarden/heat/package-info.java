/** Where unresolved problems pile up, as density and as pictures. */
package org.gridwarden.heat;
