-- What the videos of an account gained on an own day, so that a report adds up days instead of opening every video: the sum, over
-- the videos that were read, of the counter less the last known one. Null for an account's first reading. Counters may fall.
alter table content_day
  add column gained_views bigint,
  add column gained_likes bigint,
  add column gained_comments bigint,
  add column gained_shares bigint;

-- Asked for with every picture of a page: is it one of ours?
create index content_video_cover on content_video (tenant_id, cover_sha256) where cover_sha256 is not null;
create index content_account_avatar on content_account (tenant_id, avatar_sha256) where avatar_sha256 is not null;
