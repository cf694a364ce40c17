-- Doors found open by trying them with a role's own connection and a context set by hand.

-- A seat that was left stays as it was left: who could move its last epoch on would be handed the keys of what was written afterwards.
create or replace function app.gets_up() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if old.left_at is not null and (new.left_at, new.until_epoch) is distinct from (old.left_at, old.until_epoch) then
    raise exception 'a seat that was left stays left';
  end if;
  if old.left_at is null and new.left_at is not null and new.until_epoch is distinct from app.newest_epoch(new.circle) - 1 then
    raise exception 'leaving begins a new epoch';
  end if;
  return new;
end $$;

-- A place that was kept is answered by whom it is kept for; those who sit there end the links into their circle, and nothing else.
drop policy finish on app.invitation;
create policy finish on app.invitation for update to :member using (community = (select app.community())
  and (person = (select app.person()) or (via = 'link' and circle in (select app.my_circles()))))
  with check (community = (select app.community()));

-- Who said no to a place is told to whoever organises: those who sit there see the links into their circle, and what was kept for themselves.
drop policy mine on app.invitation;
create policy mine on app.invitation for select to :member using (community = (select app.community())
  and (person = (select app.person()) or token_hash = (select app.token()) or (via = 'link' and circle in (select app.my_circles()))));

-- A run belongs to a meeting of its own circle, and what is said in it to that circle: otherwise one circle could stand in another's way.
create policy of_our_meeting on app.run as restrictive for insert to :member
  with check (exists (select 1 from app.meeting m where m.community = run.community and m.id = run.meeting and m.circle = run.circle));
create policy of_our_run on app.run_entry as restrictive for insert to :member
  with check (exists (select 1 from app.run r where r.community = run_entry.community and r.id = run_entry.run and r.circle = run_entry.circle));
create policy of_our_run on app.run_change as restrictive for insert to :member
  with check (exists (select 1 from app.run r where r.community = run_change.community and r.id = run_change.run and r.circle = run_change.circle));
