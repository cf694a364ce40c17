-- A guest comes along where the meeting moves, and is known to whoever joins the circle later. Who was asked to go stays gone: before, the policies
-- of a row could be added up, so the one that lets it go now takes only those that stand.
alter policy withdraw on app.guest using (community = (select app.community()) and circle = (select app.circle()) and epoch >= (select app.seat_floor())
  and withdrawn_at is null);
create policy come_along on app.guest for update to :member
  using (community = (select app.community()) and circle = (select app.circle()) and epoch >= (select app.seat_floor()) and withdrawn_at is null)
  with check (community = (select app.community()) and circle = (select app.circle()) and epoch >= (select app.seat_floor())
    and exists (select 1 from app.meeting m where m.community = guest.community and m.id = guest.meeting and m.circle = guest.circle));
grant update (epoch, name, meeting, opens_at, closes_at) on app.guest to :member;
