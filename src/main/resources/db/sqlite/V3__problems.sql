-- Problems, their ledger, and what makes a repeated request one request.

create table problem (
  id text primary key,
  version integer not null,
  stepped_version integer not null,
  -- what was reported
  lon real not null,
  lat real not null,
  accuracy_metres real,
  taken_at integer not null,
  reported_at integer not null,
  reporter text,
  source text,
  category text not null,
  severity text not null,
  description text not null,
  address text,
  external_id text,
  sent_from_metres real,
  photo_metres real,
  -- who was responsible then
  layer text not null,
  grid1 text,
  grid2 text,
  grid3 text,
  place text not null check (place in ('inside', 'gap', 'outside')),
  primary_party text,
  rule text,
  primary_grid text,
  leader text,
  line text not null,
  -- its time
  limit_amount real not null,
  limit_unit text not null,
  on_rework text not null,
  on_transfer text not null,
  due_at integer,
  due_soon_at integer,
  remaining_ticks integer,
  asked_until integer,
  due_soon_told integer not null,
  overdue_told integer not null,
  next_at integer,
  -- where it stands
  status text not null check (status in ('reported', 'filed', 'dispatched', 'in_progress', 'handled',
    'verified', 'closed', 'suspended', 'void', 'merged')),
  suspended_from text,
  unit text,
  unit_before text,
  opened_at integer,
  handled_by text,
  handled_unit text,
  dispatched_at integer,
  handled_at integer,
  verified_at integer,
  closed_at integer,
  updated_at integer not null,
  -- what is on it
  supervisor text,
  published_at integer,
  merged_into text references problem (id),
  return_of text references problem (id),
  returns integer not null,
  reworks integer not null,
  extensions integer not null,
  transfers integer not null,
  reopens integer not null,
  escalations integer not null,
  escalated_to text,
  escalated_at integer
) strict;

create unique index problem_by_external_id on problem (external_id) where external_id is not null;
-- What is due next by itself: due soon, overdue, the next escalation.
create index problem_by_next on problem (next_at) where next_at is not null;
create index problem_published on problem (published_at) where published_at is not null;

-- Never changed, never removed; the versions of a problem are 1, 2, 3 … without a gap.
create table ledger (
  problem_id text not null references problem (id),
  version integer not null,
  at integer not null,
  step text not null,
  from_status text,
  to_status text not null,
  actor text,
  actor_name text,
  actor_party text,
  unit text,
  note text,
  target text,
  photos text,
  primary key (problem_id, version)
) strict, without rowid;

create index ledger_of_work on ledger (at, step, unit, problem_id) where step in ('feedback', 'rework');

create table problem_photo (
  hash text not null,
  problem_id text not null references problem (id),
  primary key (hash, problem_id)
) strict, without rowid;

-- One key of one account stands for one request, for ever. A key is taken before its problem is written, so it has no
-- reference: a deferred one would have SQLite look through this table for every problem.
create table idempotency (
  owner text not null,
  key text not null,
  fingerprint text not null,
  problem_id text not null,
  at integer not null,
  primary key (owner, key)
) strict, without rowid;

-- How near is the same spot, and how soon is it a return (反弹). A null category stands for all others.
create table recurrence (
  category text unique references category (code),
  similar_metres real not null,
  return_metres real not null,
  return_days integer not null
) strict;

insert into recurrence (category, similar_metres, return_metres, return_days) values (null, 50, 30, 30);

-- When a problem goes one level up. "trigger": unopened or overdue; "after": in the unit, from the dispatch or from
-- when it was due; "step": the how-manieth escalation it is.
create table escalation (
  trigger text not null check (trigger in ('unopened', 'overdue')),
  step integer not null,
  amount real not null,
  unit text not null,
  primary key (trigger, step)
) strict;

insert into escalation (trigger, step, amount, unit) values
  ('unopened', 1, 1, 'work_day'),
  ('overdue', 1, 0, 'work_day'),
  ('overdue', 2, 1, 'work_day'),
  ('overdue', 3, 3, 'work_day');
