-- Who must be told of what happened to a problem, the robots that tell it, and what became of each message.

-- How far the change feed has been turned into notices; one row, made when the first server starts.
create table notice_position (
  id bigint primary key check (id = 1),
  seq bigint not null
);

-- Exactly one of party_id, account_id and role says who is told. Nulls differ from each other in a unique key,
-- so the three keys together allow one notice for each change and recipient.
create table notice (
  id text collate "C" primary key,
  change_seq bigint not null,
  kind text collate "C" not null,
  problem_id text collate "C" not null,
  party_id text collate "C",
  account_id text collate "C",
  role text collate "C",
  title text collate "C" not null,
  params text collate "C" not null,
  at timestamptz not null,
  unique (party_id, change_seq),
  unique (account_id, change_seq),
  unique (role, change_seq),
  check (num_nonnulls(party_id, account_id, role) = 1)
);

create index notice_by_time on notice (at);

create table notice_read (
  account_id text collate "C" not null,
  notice_id text collate "C" not null references notice (id) on delete cascade,
  at timestamptz not null,
  primary key (account_id, notice_id)
);

create index notice_read_by_notice on notice_read (notice_id);

-- Everything up to a change was read at once: one row instead of one for each notice.
create table notice_read_all (
  account_id text collate "C" primary key,
  change_seq bigint not null,
  at timestamptz not null
);

-- kinds, parties and grids are JSON lists, or null for any. claimed_by holds the server that sends now; another
-- takes over when claimed_until has passed.
create table channel (
  id text collate "C" primary key,
  name text collate "C" not null unique,
  kind text collate "C" not null check (kind in ('webhook', 'wecom', 'dingtalk')),
  url text collate "C" not null,
  secret text collate "C",
  kinds text collate "C",
  parties text collate "C",
  grids text collate "C",
  language text collate "C" not null check (language in ('zh-CN', 'en')),
  enabled integer not null check (enabled in (0, 1)),
  disabled_because text collate "C",
  failures integer not null default 0,
  failing_since timestamptz,
  paused_until timestamptz,
  claimed_by text collate "C",
  claimed_until timestamptz,
  created_at timestamptz not null
);

-- One message to one channel; its body stays the same however often it is sent.
create table delivery (
  id text collate "C" primary key,
  channel_id text collate "C" not null references channel (id) on delete cascade,
  state text collate "C" not null check (state in ('waiting', 'delivered', 'failed')),
  first_seq bigint not null,
  notices integer not null,
  body text collate "C" not null,
  attempts integer not null,
  next_at timestamptz,
  give_up_at timestamptz not null,
  last_error text collate "C",
  created_at timestamptz not null,
  done_at timestamptz
);

create index delivery_waiting on delivery (channel_id, first_seq) where state = 'waiting';
create index delivery_by_state on delivery (state, id);
create index delivery_by_channel on delivery (channel_id, id);

-- Which notices a channel must tell, and in which message; delivery_id is null until one is made.
create table delivery_notice (
  channel_id text collate "C" not null references channel (id) on delete cascade,
  notice_id text collate "C" not null references notice (id) on delete cascade,
  change_seq bigint not null,
  delivery_id text collate "C" references delivery (id) on delete cascade,
  primary key (channel_id, notice_id)
);

create index delivery_notice_waiting on delivery_notice (channel_id, change_seq) where delivery_id is null;
create index delivery_notice_by_notice on delivery_notice (notice_id);
create index delivery_notice_by_delivery on delivery_notice (delivery_id);

-- When robots were last written to: they take only so many messages a minute.
create table channel_attempt (
  channel_id text collate "C" not null references channel (id) on delete cascade,
  at timestamptz not null
);

create index channel_attempt_by_time on channel_attempt (channel_id, at);
