\set n random(1, 1000)
select insert_one(:n);
