-- Makes :wanted problems of those there are, each with an id of its time, and their ledgers. Run by bin/bench scale.
\set ON_ERROR_STOP on
select count(*) >= :wanted as enough from problem \gset
\if :enough
\quit
\endif
set synchronous_commit = off;
set maintenance_work_mem = '512MB';
alter table ledger drop constraint if exists ledger_problem_id_fkey;
drop index problem_by_place, problem_by_next, ledger_of_work;
select count(*) as present from problem \gset
select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns,
  string_agg(case column_name
    when 'id' then 'left(t, 8) || ''-'' || substr(t, 9, 4) || ''-7'' || substr(m, 1, 3) || ''-a'' || substr(m, 4, 3) || ''-'' || substr(m, 7, 12)'
    when 'external_id' then 'null' when 'merged_into' then 'null' when 'return_of' then 'null'
    else quote_ident(column_name) end, ', ' order by ordinal_position) as made
from information_schema.columns where table_name = 'problem' and table_schema = 'public' and is_generated = 'NEVER' \gset
insert into problem (:columns)
  select :made from (
    select problem.*, lpad(to_hex((extract(epoch from reported_at) * 1000)::bigint), 12, '0') t, md5(id || n) m
    from problem cross join generate_series(1, ceil(:wanted::numeric / greatest(:present, 1))::int) n
    limit greatest(:wanted - :present, 0)) copies;
insert into ledger (problem_id, version, at, step, from_status, to_status, actor_name)
  select id, v, case v when 1 then reported_at else updated_at end, case v when 1 then 'report' else 'close' end,
    case v when 1 then null else 'reported' end, case v when 1 then 'reported' else status end, '机器'
  from problem cross join generate_series(1, 2) v where v <= version
  on conflict do nothing;
create index problem_by_place on problem using gist (position);
create index problem_by_next on problem (next_at) where next_at is not null;
create index ledger_of_work on ledger (at, step, unit, problem_id) where step in ('feedback', 'rework');
alter table ledger add foreign key (problem_id) references problem (id);
vacuum analyze problem;
vacuum analyze ledger;
