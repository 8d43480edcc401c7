\set n random(1, 1000)
select * from problem where id = (select id from public.asked where n = :n);
select * from ledger where problem_id = (select id from public.asked where n = :n) order by version;
