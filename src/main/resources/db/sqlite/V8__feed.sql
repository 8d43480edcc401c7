-- Up to which number changes were dropped: whoever has read less than that must load its state anew.

create table change_dropped (
  id integer primary key check (id = 1),
  seq integer not null
) strict;

insert into change_dropped (id, seq) values (1, 0);
