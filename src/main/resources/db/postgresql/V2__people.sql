-- Accounts, who is signed in, and what was done that must be answered for.

create table account (
  id text collate "C" primary key,
  name text collate "C" not null unique,
  role text collate "C" not null check (role in ('admin', 'leader', 'chief', 'unit', 'inspector', 'reporter')),
  party_id text collate "C" references party (id),
  grid text collate "C",
  password_hash text collate "C" not null,
  disabled_at timestamptz,
  created_at timestamptz not null
);

create index account_by_party on account (party_id);

-- Only the hash of a token is kept: who reads the database can't be anyone else.
create table session (
  token_hash text collate "C" primary key,
  account_id text collate "C" not null references account (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create index session_by_account on session (account_id);

create table audit (
  id text collate "C" primary key,
  at timestamptz not null,
  actor text collate "C",
  action text collate "C" not null,
  subject text collate "C",
  address text collate "C"
);

create index audit_by_time on audit (at);
