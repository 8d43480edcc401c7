-- Problems, their ledger, and what makes a repeated request one request.

create table problem (
  id text collate "C" primary key,
  version integer not null,
  stepped_version integer not null,
  -- what was reported
  lon double precision not null,
  lat double precision not null,
  -- for maps and spatial questions of other programs
  position geometry(Point, 4326) generated always as (st_setsrid(st_makepoint(lon, lat), 4326)) stored,
  accuracy_metres double precision,
  taken_at timestamptz not null,
  reported_at timestamptz not null,
  reporter text collate "C",
  source text collate "C",
  category text collate "C" not null,
  severity text collate "C" not null,
  description text collate "C" not null,
  address text collate "C",
  external_id text collate "C",
  sent_from_metres double precision,
  photo_metres double precision,
  -- who was responsible then
  layer text collate "C" not null,
  grid1 text collate "C",
  grid2 text collate "C",
  grid3 text collate "C",
  place text collate "C" not null check (place in ('inside', 'gap', 'outside')),
  primary_party text collate "C",
  rule text collate "C",
  primary_grid text collate "C",
  leader text collate "C",
  line text collate "C" not null,
  -- its time
  limit_amount double precision not null,
  limit_unit text collate "C" not null,
  on_rework text collate "C" not null,
  on_transfer text collate "C" not null,
  due_at timestamptz,
  due_soon_at timestamptz,
  remaining_ticks bigint,
  asked_until timestamptz,
  due_soon_told integer not null,
  overdue_told integer not null,
  next_at timestamptz,
  -- where it stands
  status text collate "C" not null check (status in ('reported', 'filed', 'dispatched', 'in_progress', 'handled',
    'verified', 'closed', 'suspended', 'void', 'merged')),
  suspended_from text collate "C",
  unit text collate "C",
  unit_before text collate "C",
  opened_at timestamptz,
  handled_by text collate "C",
  handled_unit text collate "C",
  dispatched_at timestamptz,
  handled_at timestamptz,
  verified_at timestamptz,
  closed_at timestamptz,
  updated_at timestamptz not null,
  -- what is on it
  supervisor text collate "C",
  published_at timestamptz,
  merged_into text collate "C" references problem (id),
  return_of text collate "C" references problem (id),
  returns integer not null,
  reworks integer not null,
  extensions integer not null,
  transfers integer not null,
  reopens integer not null,
  escalations integer not null,
  escalated_to text collate "C",
  escalated_at timestamptz
);

create index problem_by_place on problem using gist (position);
create unique index problem_by_external_id on problem (external_id) where external_id is not null;
-- What is due next by itself: due soon, overdue, the next escalation.
create index problem_by_next on problem (next_at) where next_at is not null;
create index problem_published on problem (published_at) where published_at is not null;

-- Never changed, never removed; the versions of a problem are 1, 2, 3 … without a gap.
create table ledger (
  problem_id text collate "C" not null references problem (id),
  version integer not null,
  at timestamptz not null,
  step text collate "C" not null,
  from_status text collate "C",
  to_status text collate "C" not null,
  actor text collate "C",
  actor_name text collate "C",
  actor_party text collate "C",
  unit text collate "C",
  note text collate "C",
  target text collate "C",
  photos text collate "C",
  primary key (problem_id, version)
);

create index ledger_of_work on ledger (at, step, unit, problem_id) where step in ('feedback', 'rework');

create table problem_photo (
  hash text collate "C" not null,
  problem_id text collate "C" not null references problem (id),
  primary key (hash, problem_id)
);

-- One key of one account stands for one request, for ever. A key is taken before its problem is written and has no reference.
create table idempotency (
  owner text collate "C" not null,
  key text collate "C" not null,
  fingerprint text collate "C" not null,
  problem_id text collate "C" not null,
  at timestamptz not null,
  primary key (owner, key)
);

-- How near is the same spot, and how soon is it a return (反弹). A null category stands for all others.
create table recurrence (
  category text collate "C" unique references category (code),
  similar_metres double precision not null,
  return_metres double precision not null,
  return_days integer not null
);

insert into recurrence (category, similar_metres, return_metres, return_days) values (null, 50, 30, 30);

-- When a problem goes one level up. "trigger": unopened or overdue; "after": in the unit, from the dispatch or from
-- when it was due; "step": the how-manieth escalation it is.
create table escalation (
  trigger text collate "C" not null check (trigger in ('unopened', 'overdue')),
  step integer not null,
  amount double precision not null,
  unit text collate "C" not null,
  primary key (trigger, step)
);

insert into escalation (trigger, step, amount, unit) values
  ('unopened', 1, 1, 'work_day'),
  ('overdue', 1, 0, 'work_day'),
  ('overdue', 2, 1, 'work_day'),
  ('overdue', 3, 3, 'work_day');
