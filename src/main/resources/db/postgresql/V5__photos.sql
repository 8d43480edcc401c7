-- Photos of problems. The pictures themselves are files, named by their hash; a row is written when its file is on disk.
-- Where the camera stood (WGS-84 degrees) is kept only until it was compared with where the problem is said to be.

create table photo (
  hash text collate "C" primary key,
  bytes integer not null,
  width integer not null,
  height integer not null,
  exif_lon double precision,
  exif_lat double precision,
  taken_at timestamptz,
  uploaded_by text collate "C" not null,
  uploaded_at timestamptz not null,
  check ((exif_lon is null) = (exif_lat is null))
);

create index photo_by_time on photo (uploaded_at);

-- Everyone who sent this picture: each may see what they sent. Ids of accounts.
create table photo_uploader (
  hash text collate "C" not null references photo (hash) on delete cascade,
  uploaded_by text collate "C" not null,
  primary key (hash, uploaded_by)
);
