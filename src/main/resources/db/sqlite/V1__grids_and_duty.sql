-- Moments are milliseconds since 1970 (UTC); a missing bound of an interval [valid_from, valid_to) is null.
-- Geometry is WKB, x = longitude, y = latitude, WGS-84.

create table setting (
  name text primary key,
  value text not null
) strict;

create table change (
  seq integer primary key autoincrement,
  kind text not null,
  id text not null,
  at integer not null,
  schema integer not null,
  before text,
  after text
) strict;

create table grid_version (
  id integer primary key,
  layer text not null,
  levels text not null,
  within_code text,
  valid_from integer,
  status text not null check (status in ('draft', 'published')),
  source text not null,
  created_at integer not null
) strict;

create table grid (
  version_id integer not null references grid_version (id) on delete cascade,
  layer text not null,
  level integer not null check (level between 1 and 3),
  code text not null,
  name text not null,
  parent text,
  valid_from integer,
  valid_to integer,
  geometry blob not null,
  primary key (version_id, code)
) strict;

create index grid_by_code on grid (layer, code, valid_from);

create table grid_origin (
  version_id integer not null references grid_version (id) on delete cascade,
  code text not null,
  from_code text not null,
  square_metres real not null,
  primary key (version_id, code, from_code)
) strict;

create table category (
  code text primary key,
  name text not null,
  name_en text,
  parent text references category (code) deferrable initially deferred
) strict;

insert into category (code, name, name_en) values ('other', '其他', 'Other');

create table party (
  id text primary key,
  kind text not null check (kind in ('person', 'unit')),
  name text not null,
  phone text,
  public_phone text
) strict;

create index party_by_name on party (kind, name);

create table assignment (
  id text primary key,
  layer text not null,
  grid text,
  role text not null,
  party_id text not null references party (id),
  category text references category (code),
  valid_from integer,
  valid_to integer,
  frontage blob,
  width_metres real,
  digest text not null unique
) strict;

create index assignment_by_grid on assignment (layer, grid);
create index assignment_by_party on assignment (party_id);
