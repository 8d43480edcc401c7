-- Accounts, who is signed in, and what was done that must be answered for.

create table account (
  id text primary key,
  name text not null unique,
  role text not null check (role in ('admin', 'leader', 'chief', 'unit', 'inspector', 'reporter')),
  party_id text references party (id),
  grid text,
  password_hash text not null,
  disabled_at integer,
  created_at integer not null
) strict;

create index account_by_party on account (party_id);

-- Only the hash of a token is kept: who reads the database can't be anyone else.
create table session (
  token_hash text primary key,
  account_id text not null references account (id) on delete cascade,
  created_at integer not null,
  expires_at integer not null
) strict;

create index session_by_account on session (account_id);

create table audit (
  id text primary key,
  at integer not null,
  actor text,
  action text not null,
  subject text,
  address text
) strict;

create index audit_by_time on audit (at);
