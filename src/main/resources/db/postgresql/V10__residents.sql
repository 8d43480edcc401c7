-- How many people live in a grid, where that is known; by code, whatever version of it.

create table grid_residents (
  code text primary key,
  residents integer not null check (residents >= 0)
);
