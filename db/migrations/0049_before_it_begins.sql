-- What is arranged for a meeting to come goes on when people come and go before it begins.

-- A run that has not begun knows who has come and who left some words for it, and none of the words: it goes on under the newest key when somebody
-- sits down, who is then in that meeting like everybody.
grant update (epoch) on app.run, app.run_format to :member;
-- Not by a restrictive policy: the owner of the tables, who plays the demo, would fall under it as well.
alter policy go_on on app.run with check (community = (select app.community()) and circle = (select app.circle())
  and epoch between (select app.seat_floor()) and (select app.newest_epoch(app.circle())));
alter policy choose_another on app.run_format with check (community = (select app.community()) and circle = (select app.circle())
  and epoch between (select app.seat_floor()) and (select app.newest_epoch(app.circle())));

-- Whoever asked to meet soon takes it back; anybody, once that one sits there no longer.
drop policy take_back on app.soon;
create policy take_back on app.soon for delete to :member using (community = (select app.community()) and circle = (select app.circle()) and circle in (select app.my_circles())
  and (asked_by = (select app.person()) or not exists (
    select 1 from app.seat s where s.community = soon.community and s.circle = soon.circle and s.person = soon.asked_by and s.left_at is null)));
