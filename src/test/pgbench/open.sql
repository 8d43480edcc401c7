\set n random(1, 1000)
select id as asked from public.asked where n = :n \gset
select * from problem where id = :asked;
select * from ledger where problem_id = :asked order by version;
