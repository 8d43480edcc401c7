-- A missing bound of an interval [valid_from, valid_to) is null. Geometry: x = longitude, y = latitude, WGS-84.
-- Texts are compared byte by byte, as on the embedded database, whatever the cluster's language is.

-- Where an operator has made the extension, no right to make one is needed.
do $$
begin
  if not exists (select from pg_extension where extname = 'postgis') then
    create extension postgis;
  end if;
end $$;

create table setting (
  name text collate "C" primary key,
  value text collate "C" not null
);

-- The number of a change is the number of its transaction and, in the lowest 24 bits, one that tells the changes of a
-- transaction apart. A transaction's changes are shown when no older one is open any more (change_settled): so nothing ever
-- appears behind what was already read, in whatever order transactions commit. change_offset is raised where a database
-- is restored into another cluster, whose transactions begin anew.
create function change_offset() returns bigint language sql immutable as 'select 0::bigint';

create function change_settled() returns bigint language sql stable as
  'select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + change_offset()) << 24';

create sequence change_number minvalue 0 maxvalue 16777215 cycle;

create table change (
  seq bigint primary key
    default ((pg_current_xact_id()::text::bigint + change_offset()) << 24) + nextval('change_number'),
  kind text collate "C" not null,
  id text collate "C" not null,
  at timestamptz not null,
  schema integer not null,
  before text,
  after text
);

create table grid_version (
  id bigint primary key,
  layer text collate "C" not null,
  levels text collate "C" not null,
  within_code text collate "C",
  valid_from timestamptz,
  status text collate "C" not null check (status in ('draft', 'published')),
  source text collate "C" not null,
  created_at timestamptz not null
);

create table grid (
  version_id bigint not null references grid_version (id) on delete cascade,
  layer text collate "C" not null,
  level integer not null check (level between 1 and 3),
  code text collate "C" not null,
  name text collate "C" not null,
  parent text collate "C",
  valid_from timestamptz,
  valid_to timestamptz,
  geometry geometry(Geometry, 4326) not null check (geometrytype(geometry) in ('POLYGON', 'MULTIPOLYGON')),
  primary key (version_id, code)
);

create index grid_by_code on grid (layer, code, valid_from);
create index grid_by_place on grid using gist (geometry);

create table grid_origin (
  version_id bigint not null references grid_version (id) on delete cascade,
  code text collate "C" not null,
  from_code text collate "C" not null,
  square_metres double precision not null,
  primary key (version_id, code, from_code)
);

create table category (
  code text collate "C" primary key,
  name text collate "C" not null,
  name_en text collate "C",
  parent text collate "C" references category (code) deferrable initially deferred
);

insert into category (code, name, name_en) values ('other', '其他', 'Other');

create table party (
  id text collate "C" primary key,
  kind text collate "C" not null check (kind in ('person', 'unit')),
  name text collate "C" not null,
  phone text collate "C",
  public_phone text collate "C"
);

create index party_by_name on party (kind, name);

create table assignment (
  id text collate "C" primary key,
  layer text collate "C" not null,
  grid text collate "C",
  role text collate "C" not null,
  party_id text collate "C" not null references party (id),
  category text collate "C" references category (code),
  valid_from timestamptz,
  valid_to timestamptz,
  frontage geometry(Geometry, 4326),
  width_metres double precision,
  digest text collate "C" not null unique
);

create index assignment_by_grid on assignment (layer, grid);
create index assignment_by_party on assignment (party_id);
create index assignment_by_frontage on assignment using gist (frontage) where frontage is not null;
