-- Photos of problems. The pictures themselves are files, named by their hash; a row is written when its file is on disk.
-- Where the camera stood (WGS-84 degrees) is kept only until it was compared with where the problem is said to be.

create table photo (
  hash text primary key,
  bytes integer not null,
  width integer not null,
  height integer not null,
  exif_lon real,
  exif_lat real,
  taken_at integer,
  uploaded_by text not null,
  uploaded_at integer not null,
  check ((exif_lon is null) = (exif_lat is null))
) strict;

create index photo_by_time on photo (uploaded_at);

-- Everyone who sent this picture: each may see what they sent. Ids of accounts.
create table photo_uploader (
  hash text not null references photo (hash) on delete cascade,
  uploaded_by text not null,
  primary key (hash, uploaded_by)
) strict;
