-- The same problems and ledger partitioned by month, in a schema of their own. Run by bin/bench scale.
\set ON_ERROR_STOP on
set synchronous_commit = off;
set maintenance_work_mem = '512MB';
drop schema if exists parted cascade;
create schema parted;
create table parted.problem (like public.problem including generated including defaults including constraints) partition by range (id);
create table parted.ledger (like public.ledger including constraints) partition by range (problem_id);
do $$
declare
  month timestamptz;
  low text;
  high text;
begin
  for i in 0..48 loop
    month := timestamptz '2023-11-01' + i * interval '1 month';
    low := lpad(to_hex((extract(epoch from month) * 1000)::bigint), 12, '0');
    high := lpad(to_hex((extract(epoch from month + interval '1 month') * 1000)::bigint), 12, '0');
    low := left(low, 8) || '-' || substr(low, 9, 4);
    high := left(high, 8) || '-' || substr(high, 9, 4);
    execute format('create table parted.problem_%s partition of parted.problem for values from (%L) to (%L)', to_char(month, 'YYYYMM'), low, high);
    execute format('create table parted.ledger_%s partition of parted.ledger for values from (%L) to (%L)', to_char(month, 'YYYYMM'), low, high);
  end loop;
  create table parted.problem_rest partition of parted.problem default;
  create table parted.ledger_rest partition of parted.ledger default;
end $$;
select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
from information_schema.columns where table_name = 'problem' and table_schema = 'public' and is_generated = 'NEVER' \gset
insert into parted.problem (:columns) select :columns from public.problem;
insert into parted.ledger select * from public.ledger;
alter table parted.problem add primary key (id);
alter table parted.ledger add primary key (problem_id, version);
create index on parted.problem using gist (position);
create index on parted.problem (next_at) where next_at is not null;
create index on parted.problem (published_at) where published_at is not null;
create index on parted.ledger (at, step, unit, problem_id) where step in ('feedback', 'rework');
-- Neither ledger has its foreign key here: validating it over partitions takes longer than all the rest.
alter table public.ledger drop constraint if exists ledger_problem_id_fkey;
vacuum analyze parted.problem;
vacuum analyze parted.ledger;

-- What the two are asked by pgbench: the same in each schema.
drop table if exists public.model, public.asked;
create table public.model as select row_number() over () as n, p.* from (select * from public.problem order by id desc limit 1000) p;
create unique index on public.model (n);
create table public.asked as select row_number() over () as n, id from (select id from public.problem tablesample bernoulli (5) order by random() limit 1000) p;
create unique index on public.asked (n);
select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns,
  string_agg(case column_name when 'id' then 'fresh'
    when 'lon' then 'lon + (random() - 0.5) * 0.1' when 'lat' then 'lat + (random() - 0.5) * 0.1'
    when 'next_at' then 'now() + random() * interval ''9 days'''
    when 'external_id' then 'null' else quote_ident(column_name) end, ', ' order by ordinal_position) as made
from information_schema.columns where table_name = 'problem' and table_schema = 'public' and is_generated = 'NEVER' \gset
select format($f$
  create or replace function %1$s.insert_one(which int) returns text language plpgsql as $$
  declare t text := lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0');
    fresh text := left(t, 8) || '-' || substr(t, 9, 4) || '-7' || substr(md5(random()::text), 1, 3) || '-a' || substr(md5(random()::text), 1, 3) || '-' || substr(md5(random()::text), 1, 12);
  begin
    insert into %1$s.problem (%2$s) select %3$s from public.model where n = which;
    insert into %1$s.ledger (problem_id, version, at, step, from_status, to_status, actor_name)
      values (fresh, 1, now(), 'report', null, 'reported', 'x');
    return fresh;
  end $$
$f$, s, :'columns', :'made') from (values ('public'), ('parted')) schemas (s) \gexec
