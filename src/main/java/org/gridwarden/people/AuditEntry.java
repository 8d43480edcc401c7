package org.gridwarden.people;

import java.time.Instant;

/**
 * Something that was done and must be answered for.
 *
 * @param actor the name of the account, or null for the operator at the machine
 * @param address that it came from, or null
 */
public record AuditEntry(Instant at, String actor, String action, String subject, String address) {}
