-- Who is asked about a change of circles, who answers, and how it is carried out: by these functions alone, each of which looks for itself.

-- The changes that have reached the one who asks. SECURITY DEFINER, for which stage it is nobody reads.
create function app.my_changes() returns setof uuid language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select r.id from app.rebalancing_seat s join app.rebalancing r on r.community = s.community and r.id = s.rebalancing
    where s.community = app.community() and s.person = app.person() and s.stage <= r.stage;
  end;

-- Of whom they may read there: those of their own circle, and those who would come to them, were asked before and so agreed to be named. Where
-- it did not come about, nobody.
create function app.named_in_changes() returns table (rebalancing uuid, person uuid) language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select o.rebalancing, o.person from app.rebalancing_seat o
      join app.rebalancing_seat me on me.community = o.community and me.rebalancing = o.rebalancing and me.person = app.person()
      join app.rebalancing r on r.community = o.community and r.id = o.rebalancing
    where o.community = app.community() and r.id in (select app.my_changes()) and (o.person = me.person
      or (coalesce(r.outcome, 'done') = 'done' and (o.from_circle = me.from_circle or (o.stage < me.stage and o.to_circle = me.to_circle))));
  end;

-- What they may know of its circles: how each is called, how often it meets, how many sit there.
create function app.circles_in_change(which uuid) returns table (circle uuid, part text, name text, rhythm text, seated integer)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select t.circle, t.part, c.name, c.rhythm, app.seats_taken(c.id)
    from app.rebalancing_circle t join app.circle c on c.community = t.community and c.id = t.circle
    where t.community = app.community() and t.rebalancing = which and which in (select app.my_changes());
  end;

-- Is it still as it was when people were asked? Circles say so themselves; here, whether those who wait have found no other place.
create function app.joiners_wait(which uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return not exists (
    select 1 from app.rebalancing_seat p join app.rebalancing r on r.community = p.community and r.id = p.rebalancing
    where p.community = app.community() and p.rebalancing = which and p.from_circle is null and (
      not exists (select 1 from app.application a where a.community = p.community and a.season = r.season and a.person = p.person)
      or exists (select 1 from app.seat s join app.circle c on c.community = s.community and c.id = s.circle
        where s.community = p.community and s.person = p.person and s.left_at is null and c.origin = 'season' and c.ended_at is null)
      or exists (select 1 from app.invitation i where i.community = p.community and i.person = p.person and i.via = 'placement'
        and i.ended_at is null and i.until > now())));

-- Were all who sit in its circles asked, each where they sit, and does nobody go anywhere else than to these circles? Who plans a change
-- writes it down; that it is a change of just these circles is not taken on trust.
create function app.asks_everybody(which uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return not exists (
      select 1 from app.rebalancing_circle t join app.seat s on s.community = t.community and s.circle = t.circle and s.left_at is null
      where t.community = app.community() and t.rebalancing = which and not exists (
        select 1 from app.rebalancing_seat p where p.community = t.community and p.rebalancing = which and p.person = s.person and p.from_circle = t.circle))
    and not exists (
      select 1 from app.rebalancing_seat p join app.rebalancing r on r.community = p.community and r.id = p.rebalancing
      where p.community = app.community() and p.rebalancing = which and (
        (p.from_circle is not null and not exists (select 1 from app.rebalancing_circle t join app.seat s on s.community = t.community and s.circle = t.circle and s.left_at is null
          where t.community = p.community and t.rebalancing = which and t.circle = p.from_circle and s.person = p.person))
        or not (p.to_circle is not distinct from r.new_circle or exists (select 1 from app.rebalancing_circle t
          where t.community = p.community and t.rebalancing = which and t.circle = p.to_circle and t.part = 'stays'))));

-- A yes. Answers 'ended' where nothing is asked any more, 'waits' for others, 'next' where others are asked now, 'last' where all have said it.
create function app.say_yes_to_change(which uuid) returns text language plpgsql security definer set search_path = app, pg_temp as $$
declare
  change app.rebalancing;
begin
  update app.rebalancing set moves = moves + 1 where community = app.community() and id = which and outcome is null
    and id in (select app.my_changes()) returning * into change;
  if not found then return 'ended'; end if;
  if not app.joiners_wait(which) then
    update app.rebalancing set outcome = 'void' where community = change.community and id = which;
    return 'ended';
  end if;
  insert into app.rebalancing_yes (community, rebalancing, person) values (change.community, which, app.person()) on conflict do nothing;
  if exists (select 1 from app.rebalancing_seat s where s.community = change.community and s.rebalancing = which and s.stage <= change.stage
    and not exists (select 1 from app.rebalancing_yes y where y.community = s.community and y.rebalancing = which and y.person = s.person)) then return 'waits'; end if;
  if change.stage = change.stages then return 'last'; end if;
  update app.rebalancing set stage = stage + 1 where community = change.community and id = which;
  return 'next';
end $$;

-- A no ends it at once. Whose it was stands nowhere.
create function app.say_no_to_change(which uuid) returns void language sql security definer set search_path = app, pg_temp
  begin atomic
    update app.rebalancing set moves = moves + 1, outcome = 'no' where community = app.community() and id = which and outcome is null
      and id in (select app.my_changes());
  end;

-- Carries out what all have said yes to: seats end and begin, and with them the epochs. `circles`, `epochs` and `keys` belong together: a
-- circle that somebody leaves, joins or begins goes on under the next one; what is said there before stays unreadable to whoever comes.
create function app.rebalance(which uuid, circles uuid[], epochs integer[], keys bytea[]) returns void language plpgsql security definer set search_path = app, pg_temp as $$
declare
  change app.rebalancing;
  one record;
begin
  update app.rebalancing set moves = moves + 1, outcome = 'done' where community = app.community() and id = which and outcome is null
    and stage = stages and id in (select app.my_changes())
    and not exists (select 1 from app.rebalancing_seat s where s.community = rebalancing.community and s.rebalancing = which
      and not exists (select 1 from app.rebalancing_yes y where y.community = s.community and y.rebalancing = which and y.person = s.person))
    returning * into change;
  if not found or not app.joiners_wait(which) then raise exception 'not everybody has said yes'; end if;
  if exists (select 1 from app.rebalancing_circle t join app.circle c on c.community = t.community and c.id = t.circle
    where t.community = change.community and t.rebalancing = which and (c.moves <> t.moves or c.ended_at is not null)) then
    raise exception 'a circle is not as it was';
  end if;
  if not app.asks_everybody(which) then raise exception 'not everybody whom it touches was asked'; end if;

  if change.new_circle is not null then
    insert into app.circle (community, id, name, purpose, rhythm, places, origin)
      select c.community, change.new_circle, change.new_name, c.purpose, c.rhythm, c.places, 'season'
      from app.rebalancing_circle t join app.circle c on c.community = t.community and c.id = t.circle
      where t.community = change.community and t.rebalancing = which;
    insert into app.formed_circle (community, circle, formation, made_by, slots, minutes, begins, alike, unlike)
      select f.community, change.new_circle, f.formation, f.made_by, coalesce(change.slots -> change.new_circle::text, '[]'), f.minutes, f.begins, f.alike, f.unlike
      from app.rebalancing_circle t join app.formed_circle f on f.community = t.community and f.circle = t.circle
      where t.community = change.community and t.rebalancing = which;
  end if;

  for one in select * from unnest(circles, epochs, keys) as k (circle, epoch, wrapped) loop
    if one.epoch <> app.newest_epoch(one.circle) + 1 or not (one.circle is not distinct from change.new_circle
      or exists (select 1 from app.rebalancing_circle t where t.community = change.community and t.rebalancing = which and t.circle = one.circle and t.part = 'stays')) then
      raise exception 'that is not the next epoch of a circle of this change';
    end if;
    insert into app.circle_key (community, circle, epoch, wrapped) values (change.community, one.circle, one.epoch, one.wrapped);
  end loop;

  -- Published places go along, before the seats do: nobody who changed seats counts as somebody who left, or who waits.
  update app.placement l set circle = c.id, name = c.name
    from app.rebalancing_seat p
      join app.application a on a.community = p.community and a.person = p.person
      join app.circle c on c.community = p.community and c.id = p.to_circle
    where p.community = change.community and p.rebalancing = which and p.to_circle is distinct from p.from_circle
      and l.community = a.community and l.application = a.id and l.circle = p.from_circle and l.ended is null;
  insert into app.invitation (community, id, circle, person, via, made_by, until, ended_at, answer)
    select p.community, gen_random_uuid(), p.to_circle, p.person, 'placement', change.made_by, now(), now(), 'yes'
    from app.rebalancing_seat p where p.community = change.community and p.rebalancing = which and p.to_circle is distinct from p.from_circle;
  insert into app.placement (community, id, formation, application, circle, name, until)
    select p.community, gen_random_uuid(), f.formation, a.id, c.id, c.name, now()
    from app.rebalancing_seat p
      join app.application a on a.community = p.community and a.person = p.person and a.season = change.season
      join app.circle c on c.community = p.community and c.id = p.to_circle
      join app.formed_circle f on f.community = c.community and f.circle = c.id
    where p.community = change.community and p.rebalancing = which and p.from_circle is null and f.formation is not null
    on conflict do nothing;

  -- Who sat in a circle that ends keeps their seat there, to read what stays.
  update app.seat s set left_at = now(), until_epoch = app.newest_epoch(s.circle) - 1
    from app.rebalancing_seat p join app.rebalancing_circle t on t.community = p.community and t.rebalancing = p.rebalancing and t.circle = p.from_circle and t.part = 'stays'
    where p.community = change.community and p.rebalancing = which and p.to_circle <> p.from_circle
      and s.community = p.community and s.circle = p.from_circle and s.person = p.person and s.left_at is null;
  update app.invitation i set ended_at = now() from app.rebalancing_seat p
    where p.community = change.community and p.rebalancing = which and p.to_circle is distinct from p.from_circle
      and i.community = p.community and i.circle = p.from_circle and i.via = 'link' and i.ended_at is null and i.made_by = p.person;
  update app.circle c set ended_at = now(), moves = c.moves + 1 from app.rebalancing_circle t
    where t.community = change.community and t.rebalancing = which and t.part = 'ends' and c.community = t.community and c.id = t.circle;
  with answered as (
    update app.join_request j set outcome = 'not now' from app.rebalancing_circle t
      where t.community = change.community and t.rebalancing = which and t.part = 'ends' and j.community = t.community and j.circle = t.circle and j.outcome is null
      returning j.community, j.id)
    insert into ops.outbox (id, queue, body)
      select gen_random_uuid(), 'circles.request', jsonb_build_object('community', community, 'request', id) from answered;

  for one in select p.person, p.to_circle from app.rebalancing_seat p
    where p.community = change.community and p.rebalancing = which and p.to_circle is distinct from p.from_circle order by p.person loop
    if not exists (select 1 from unnest(circles) circle where circle = one.to_circle) then raise exception 'a newcomer begins a new epoch'; end if;
    insert into app.seat (community, id, circle, person, from_epoch)
      values (change.community, gen_random_uuid(), one.to_circle, one.person, app.newest_epoch(one.to_circle));
  end loop;
  update app.circle c set places = greatest(c.places, app.seats_taken(c.id)) where c.community = change.community and c.id = any (circles);

  -- So many people each was formed for, from now on: nobody is looked for in the place of whoever went.
  update app.formed_circle f set people = app.seats_taken(f.circle) where f.community = change.community and f.circle = any (circles);
end $$;

-- However it ends: the answers are forgotten, the circles are free for another change, and those who were asked are told.
create function app.change_ended() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if old.outcome is not null and new.outcome is distinct from old.outcome then raise exception 'a change that was decided stays so'; end if;
  if old.outcome is null and new.outcome is not null then new.ended_at = date_trunc('day', now()); end if;
  return new;
end $$;
create trigger change_ended before update of outcome on app.rebalancing for each row execute function app.change_ended();
create function app.change_tells() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if new.outcome is not null then
    update app.rebalancing_circle set open = false where community = new.community and rebalancing = new.id and open;
    delete from app.rebalancing_yes where community = new.community and rebalancing = new.id;
  end if;
  insert into ops.outbox (id, queue, body) values (gen_random_uuid(), 'rebalancing.told', jsonb_build_object('community', new.community, 'change', new.id));
  return null;
end $$;
create trigger change_asked after insert on app.rebalancing for each row execute function app.change_tells();
create trigger change_tells after update of stage, outcome on app.rebalancing for each row
  when (old.stage is distinct from new.stage or old.outcome is distinct from new.outcome) execute function app.change_tells();

-- Whoever sits down or gets up meanwhile, and a circle that ends, make it void: it was another circle that people were asked about.
create function app.voids_change() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update app.rebalancing r set moves = r.moves + 1, outcome = 'void' where r.community = new.community and r.outcome is null
    and r.id in (select rebalancing from app.rebalancing_circle where community = new.community and circle = new.id and open);
  return null;
end $$;
create trigger voids_change after update of moves, ended_at on app.circle for each row
  when (old.moves is distinct from new.moves or old.ended_at is distinct from new.ended_at) execute function app.voids_change();
create function app.asked_gone() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update app.rebalancing set moves = moves + 1, outcome = 'void' where community = old.community and id = old.rebalancing and outcome is null;
  return null;
end $$;
create trigger asked_gone after delete on app.rebalancing_seat for each row execute function app.asked_gone();

-- A circle that has ended is only read.
create or replace function app.circle_wrote() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if exists (select 1 from app.circle where community = new.community and id = new.circle and ended_at is not null) then
    raise exception 'a circle that has ended is only read';
  end if;
  update app.circle set wrote_at = now() where community = new.community and id = new.circle and wrote_at is null;
  return null;
end $$;

create policy asked on app.rebalancing for select to :member using (community = (select app.community())
  and (id in (select app.my_changes()) or made_by = (select app.person())));
create policy look on app.rebalancing for select to :organiser, :worker using (community = (select app.community()));
create policy ask on app.rebalancing for insert to :organiser with check (community = (select app.community()) and made_by = (select app.person()) and outcome is null);
create policy take_back on app.rebalancing for update to :organiser using (community = (select app.community()) and outcome is null)
  with check (community = (select app.community()) and outcome = 'withdrawn');
create policy too_late on app.rebalancing for update to :worker using (community = (select app.community()) and outcome is null)
  with check (community = (select app.community()) and outcome = 'no');
grant select (community, id, season, kind, words, made_by, made_at, until, stages, new_circle, new_name, slots, minutes, outcome, ended_at) on app.rebalancing to :member, :organiser;
grant insert (community, id, season, kind, words, made_by, made_at, until, stages, new_circle, new_name, slots, minutes) on app.rebalancing to :organiser;
grant update (outcome) on app.rebalancing to :organiser, :worker;
grant select (community, id, made_by, stage, outcome) on app.rebalancing to :worker;

create policy look on app.rebalancing_circle for select to :organiser using (community = (select app.community()));
create policy ask on app.rebalancing_circle for insert to :organiser with check (community = (select app.community()));
grant select (community, rebalancing, circle, part, open), insert (community, rebalancing, circle, part, moves) on app.rebalancing_circle to :organiser;

create policy named on app.rebalancing_seat for select to :member using (community = (select app.community())
  and (rebalancing, person) in (select n.rebalancing, n.person from app.named_in_changes() n));
create policy look on app.rebalancing_seat for select to :organiser, :worker using (community = (select app.community()));
create policy ask on app.rebalancing_seat for insert to :organiser with check (community = (select app.community()) and person <> (select app.person()));
grant select (community, rebalancing, person, from_circle, to_circle, stage) on app.rebalancing_seat to :member, :organiser;
grant insert on app.rebalancing_seat to :organiser;
grant select (community, rebalancing, person, from_circle, to_circle, stage) on app.rebalancing_seat to :worker;

create policy tell on app.rebalancing_told to :worker using (community = (select app.community())) with check (community = (select app.community()));
grant select, insert on app.rebalancing_told to :worker;

create policy mine on app.rebalancing_yes for select to :member using (community = (select app.community()) and person = (select app.person()));
grant select on app.rebalancing_yes to :member;

revoke all on function app.my_changes(), app.named_in_changes(), app.circles_in_change(uuid), app.joiners_wait(uuid), app.asks_everybody(uuid), app.say_yes_to_change(uuid), app.say_no_to_change(uuid),
  app.rebalance(uuid, uuid[], integer[], bytea[]), app.change_ended(), app.change_tells(), app.voids_change(), app.asked_gone() from public;
grant execute on function app.my_changes(), app.named_in_changes(), app.circles_in_change(uuid), app.say_yes_to_change(uuid), app.say_no_to_change(uuid),
  app.rebalance(uuid, uuid[], integer[], bytea[]) to :member;
