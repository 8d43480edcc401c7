package org.gridwarden.store.transfer;

/** One value of a row: its column's name, and what it is. */
record Field(String name, FieldType type) {}
