-- How long problems may take, and the calendar that this is counted in.

create table time_limit (
  category text collate "C" references category (code),
  severity text collate "C" not null check (severity in ('normal', 'serious', 'urgent')),
  amount double precision not null check (amount > 0 and amount <= 3650),
  unit text collate "C" not null check (unit in ('urgent_hour', 'work_hour', 'work_day', 'calendar_day')),
  on_rework text collate "C" not null check (on_rework in ('keep', 'restart')),
  on_transfer text collate "C" not null check (on_transfer in ('keep', 'restart'))
);

-- Without a category a limit is for whatever has none of its own; nulls alone would not be unique.
create unique index time_limit_by_kind on time_limit (coalesce(category, ''), severity);

insert into time_limit (category, severity, amount, unit, on_rework, on_transfer)
values (null, 'normal', 5, 'work_day', 'keep', 'keep');

-- A day is mon to sun, or an ISO date. A working day without hours has the most usual weekday's.
create table calendar_day (
  day text collate "C" primary key,
  working integer not null check (working in (0, 1)),
  hours text collate "C" check (hours is null or working = 1),
  name text collate "C"
);
