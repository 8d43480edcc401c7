-- Who must be told of what happened to a problem, the robots that tell it, and what became of each message.

-- How far the change feed has been turned into notices; one row, made when the first server starts.
create table notice_position (
  id integer primary key check (id = 1),
  seq integer not null
) strict;

-- Exactly one of party_id, account_id and role says who is told. Nulls differ from each other in a unique key,
-- so the three keys together allow one notice for each change and recipient.
create table notice (
  id text primary key,
  change_seq integer not null,
  kind text not null,
  problem_id text not null,
  party_id text,
  account_id text,
  role text,
  title text not null,
  params text not null,
  at integer not null,
  unique (party_id, change_seq),
  unique (account_id, change_seq),
  unique (role, change_seq),
  check ((party_id is not null) + (account_id is not null) + (role is not null) = 1)
) strict;

create index notice_by_time on notice (at);

create table notice_read (
  account_id text not null,
  notice_id text not null references notice (id) on delete cascade,
  at integer not null,
  primary key (account_id, notice_id)
) strict;

create index notice_read_by_notice on notice_read (notice_id);

-- Everything up to a change was read at once: one row instead of one for each notice.
create table notice_read_all (
  account_id text primary key,
  change_seq integer not null,
  at integer not null
) strict;

-- kinds, parties and grids are JSON lists, or null for any. claimed_by holds the server that sends now; another
-- takes over when claimed_until has passed.
create table channel (
  id text primary key,
  name text not null unique,
  kind text not null check (kind in ('webhook', 'wecom', 'dingtalk')),
  url text not null,
  secret text,
  kinds text,
  parties text,
  grids text,
  language text not null check (language in ('zh-CN', 'en')),
  enabled integer not null check (enabled in (0, 1)),
  disabled_because text,
  failures integer not null default 0,
  failing_since integer,
  paused_until integer,
  claimed_by text,
  claimed_until integer,
  created_at integer not null
) strict;

-- One message to one channel; its body stays the same however often it is sent.
create table delivery (
  id text primary key,
  channel_id text not null references channel (id) on delete cascade,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  first_seq integer not null,
  notices integer not null,
  body text not null,
  attempts integer not null,
  next_at integer,
  give_up_at integer not null,
  last_error text,
  created_at integer not null,
  done_at integer
) strict;

create index delivery_waiting on delivery (channel_id, first_seq) where state = 'waiting';
create index delivery_by_state on delivery (state, id);
create index delivery_by_channel on delivery (channel_id, id);

-- Which notices a channel must tell, and in which message; delivery_id is null until one is made.
create table delivery_notice (
  channel_id text not null references channel (id) on delete cascade,
  notice_id text not null references notice (id) on delete cascade,
  change_seq integer not null,
  delivery_id text references delivery (id) on delete cascade,
  primary key (channel_id, notice_id)
) strict;

create index delivery_notice_waiting on delivery_notice (channel_id, change_seq) where delivery_id is null;
create index delivery_notice_by_notice on delivery_notice (notice_id);
create index delivery_notice_by_delivery on delivery_notice (delivery_id);

-- When robots were last written to: they take only so many messages a minute.
create table channel_attempt (
  channel_id text not null references channel (id) on delete cascade,
  at integer not null
) strict;

create index channel_attempt_by_time on channel_attempt (channel_id, at);
