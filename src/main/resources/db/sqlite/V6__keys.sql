-- Keys by which other systems act, and the team that an inspector is of.

alter table account add column team text references account (name);

-- Only the hash of a token is kept. A key is never deleted: the audit names it.
create table api_key (
  id text primary key,
  name text not null unique,
  token_hash text not null unique,
  role text not null check (role in ('admin', 'leader', 'chief', 'unit', 'inspector', 'reporter')),
  rights text,
  per_second integer check (per_second > 0),
  grid text,
  party_id text references party (id),
  expires_at integer,
  revoked_at integer,
  created_by text,
  created_at integer not null,
  last_used_at integer
) strict;

create index audit_by_actor on audit (actor, at);
create index audit_by_action on audit (action, at);
