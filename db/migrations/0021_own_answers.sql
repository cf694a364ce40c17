-- Whoever asked for a circle looks after their own answers, until a place is kept for them: then circles are published, and what they were
-- formed by stays as it was. From the first change on the row is theirs, and no file changes it.
create function app.has_place(wanted uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return exists (select 1 from app.placement where community = app.community() and application = wanted);
revoke all on function app.has_place(uuid) from public;
grant execute on function app.has_place(uuid) to :member;
create policy look_after on app.application for update to :member
  using (community = (select app.community()) and person = (select app.person()) and not app.has_place(id))
  with check (community = (select app.community()) and person = (select app.person()) and taken_over_at is not null);
grant update (zone, answers, changed_at, taken_over_at) on app.application to :member;
