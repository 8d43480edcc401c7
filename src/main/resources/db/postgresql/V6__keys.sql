-- Keys by which other systems act, and the team that an inspector is of.

alter table account add column team text collate "C" references account (name);

-- Only the hash of a token is kept. A key is never deleted: the audit names it.
create table api_key (
  id text collate "C" primary key,
  name text collate "C" not null unique,
  token_hash text collate "C" not null unique,
  role text collate "C" not null check (role in ('admin', 'leader', 'chief', 'unit', 'inspector', 'reporter')),
  rights text collate "C",
  per_second integer check (per_second > 0),
  grid text collate "C",
  party_id text collate "C" references party (id),
  expires_at timestamptz,
  revoked_at timestamptz,
  created_by text collate "C",
  created_at timestamptz not null,
  last_used_at timestamptz
);

create index audit_by_actor on audit (actor, at);
create index audit_by_action on audit (action, at);
