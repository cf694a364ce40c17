-- Who may sit down, read and write in a circle. Who may take a seat is decided here as well as in circles/writes.ts: once a circle has
-- written anything, a new seat needs every member's yes, whoever asks.

-- The circles in which the one who asks has a place today. SECURITY DEFINER, for a policy that let members see their
-- fellow seats by looking at seats would call itself.
create function app.my_circles() returns setof uuid language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select circle from app.seat where community = app.community() and person = app.person() and left_at is null;
  end;

-- From which epoch on the one who asks may read the circle of this transaction; NULL without a seat in it, so no rows.
create function app.seat_floor() returns integer language sql stable security definer set search_path = app, pg_temp
  return (select from_epoch from app.seat where community = app.community() and circle = app.circle() and person = app.person() and left_at is null);

-- May `who` sit down here, now that the one who asks seats them? A founder in an empty circle; someone invited while nothing has been
-- written, by themselves; anyone to whom every member has said yes. Never beyond the places.
create function app.may_sit(wanted uuid, who uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return exists (
    select 1 from app.circle c where c.community = app.community() and c.id = wanted and c.ended_at is null
      and (select count(*) from app.seat s where s.community = c.community and s.circle = c.id and s.left_at is null) < c.places
      and (
        (c.founder = who and who = app.person() and not exists (select 1 from app.seat s where s.community = c.community and s.circle = c.id))
        or (c.wrote_at is null and who = app.person() and exists (
          select 1 from app.invitation i where i.community = c.community and i.circle = c.id and i.ended_at is null and i.until > now()
            and (i.person = who or (i.person is null and i.token_hash = app.token()))))
        or ((who = app.person() or c.id in (select app.my_circles())) and exists (
          select 1 from app.join_request r where r.community = c.community and r.circle = c.id and r.person = who and r.outcome is null
            and exists (select 1 from app.seat s where s.community = c.community and s.circle = c.id and s.left_at is null)
            and not exists (
              select 1 from app.seat s where s.community = c.community and s.circle = c.id and s.left_at is null
                and not exists (select 1 from app.join_yes y where y.community = r.community and y.request = r.id and y.person = s.person))))
      )
  );

-- The latest epoch of a circle; 0 before its first key.
create function app.newest_epoch(wanted uuid) returns integer language sql stable security definer set search_path = app, pg_temp
  return (select coalesce(max(epoch), 0) from app.circle_key where community = app.community() and circle = wanted);

-- From which epoch on someone who sits down now may read: any while nothing is written, then only one that began in this transaction.
create function app.may_read_from(wanted uuid, first integer) returns boolean language sql stable security definer set search_path = app, pg_temp
  return exists (
    select 1 from app.circle_key k join app.circle c on c.community = k.community and c.id = k.circle
    where k.community = app.community() and k.circle = wanted and k.epoch = first
      and (c.wrote_at is null or (k.epoch = app.newest_epoch(wanted) and k.made_at = now())));

-- May the one who asks ask this circle for a place? One that is open, or to which they were invited.
create function app.may_ask(wanted uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return exists (
    select 1 from app.circle c where c.community = app.community() and c.id = wanted and c.ended_at is null and (c.open or exists (
      select 1 from app.invitation i where i.community = c.community and i.circle = c.id and i.ended_at is null and i.until > now()
        and (i.person = app.person() or (i.person is null and i.token_hash = app.token())))));

-- How many places of a circle are taken, for whoever considers asking for one.
create function app.seats_taken(wanted uuid) returns integer language sql stable security definer set search_path = app, pg_temp
  return (select count(*)::integer from app.seat where community = app.community() and circle = wanted and left_at is null);

-- What the holder of a link may know before they have said who they are. Nothing for a link that has ended.
create function app.invited_to() returns table (circle uuid, name text, purpose text, rhythm text, host text, wrote boolean, places_left integer)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select c.id, c.name, c.purpose, c.rhythm, coalesce(p.name, ''), c.wrote_at is not null, c.places - app.seats_taken(c.id)
    from app.invitation i
      join app.circle c on c.community = i.community and c.id = i.circle
      left join app.person p on p.community = i.community and p.id = i.made_by
    where i.community = app.community() and i.person is null and i.token_hash = app.token()
      and i.ended_at is null and i.until > now() and c.ended_at is null;
  end;

-- Sitting down and getting up change the circle's row: of two who take the last place at once, one is made to look again.
create function app.sits_down() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update app.circle set moves = moves + 1 where community = new.community and id = new.circle;
  return new;
end $$;
create trigger sits_down before insert on app.seat for each row execute function app.sits_down();

-- A circle that nobody sits in any more has ended, unless a place in it is still kept for someone.
create function app.end_if_empty(of_community uuid, which uuid) returns void language sql security definer set search_path = app, pg_temp
  begin atomic
    update app.circle c set moves = moves + 1, ended_at = case
        when exists (select 1 from app.seat s where s.community = c.community and s.circle = c.id and s.left_at is null)
          or exists (select 1 from app.invitation i where i.community = c.community and i.circle = c.id and i.via = 'placement' and i.ended_at is null and i.until > now())
        then c.ended_at else coalesce(c.ended_at, now()) end
      where c.community = of_community and c.id = which;
  end;

-- A seat that was left stays as it was left: who could move its last epoch on would be handed the keys of what was written afterwards.
create function app.gets_up() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if old.left_at is not null and (new.left_at, new.until_epoch) is distinct from (old.left_at, old.until_epoch) then
    raise exception 'a seat that was left stays left';
  end if;
  if old.left_at is null and new.left_at is not null and new.until_epoch is distinct from app.newest_epoch(new.circle) - 1 then
    raise exception 'leaving begins a new epoch';
  end if;
  return new;
end $$;
create trigger gets_up before update of left_at, until_epoch on app.seat for each row execute function app.gets_up();
create function app.got_up() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if old.left_at is null and new.left_at is not null then perform app.end_if_empty(new.community, new.circle); end if;
  return null;
end $$;
create trigger got_up after update of left_at on app.seat for each row execute function app.got_up();

-- A person who is erased turns no key themselves: the worker does it for those who stay.
create function app.seat_erased() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  perform app.end_if_empty(old.community, old.circle);
  if old.left_at is null then
    insert into ops.outbox (id, queue, body)
      select gen_random_uuid(), 'circles.turn', jsonb_build_object('community', old.community, 'circle', old.circle, 'epoch', max(epoch))
      from app.circle_key where community = old.community and circle = old.circle having max(epoch) is not null;
  end if;
  return null;
end $$;
create trigger seat_erased after delete on app.seat for each row execute function app.seat_erased();

-- What has ended stays so: an invitation taken back, a request that was answered.
create function app.stays_ended() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null and new.ended_at is distinct from old.ended_at then raise exception 'an invitation that ended stays so'; end if;
  return new;
end $$;
create trigger stays_ended before update on app.invitation for each row execute function app.stays_ended();
create function app.stays_answered() returns trigger language plpgsql as $$
begin
  if old.outcome is not null and new.outcome is distinct from old.outcome then raise exception 'a request that was answered stays so'; end if;
  return new;
end $$;
create trigger stays_answered before update on app.join_request for each row execute function app.stays_answered();

create function app.said_yes() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update app.join_request set yeses = yeses + 1 where community = new.community and id = new.request;
  return null;
end $$;
create trigger said_yes after insert on app.join_yes for each row execute function app.said_yes();

-- The first word that stays here closes the easy doors.
create function app.circle_wrote() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update app.circle set wrote_at = now() where community = new.community and id = new.circle and wrote_at is null;
  return null;
end $$;

-- What a circle writes: community, id, circle, epoch stand in every such table. Members of the circle in this transaction read and add;
-- changing and deleting are the area's own policies.
create procedure ops.holds_content(which regclass) language plpgsql as $$
declare ours text := 'community = (select app.community()) and circle = (select app.circle())';
  member text := :'member';
begin
  call ops.protect(which);
  execute format('create policy read_ours on %s for select to %I using (%s and epoch >= (select app.seat_floor()))', which, member, ours);
  execute format('create policy add_ours on %s for insert to %I with check (%s and epoch >= (select app.seat_floor()) and epoch = (select app.newest_epoch(app.circle())))', which, member, ours);
  execute format('create trigger circle_wrote after insert on %s for each row execute function app.circle_wrote()', which);
  execute format('grant select, insert on %s to %I', which, member);
end $$;

create policy find on app.circle for select to :member using (community = (select app.community()) and (
  (open and ended_at is null) or id in (select app.my_circles())
  or id in (select circle from app.invitation where ended_at is null and until > now())
  or id in (select circle from app.join_request where person = (select app.person()) and (outcome is null or outcome = 'not now'))));
create policy start on app.circle for insert to :member with check (community = (select app.community()) and founder = (select app.person()) and origin = 'member'
  and exists (select 1 from app.community c where c.id = circle.community and c.members_start_circles));
create policy tend on app.circle for update to :member using (community = (select app.community()) and id in (select app.my_circles())) with check (community = (select app.community()));
create policy look_after on app.circle for select to :organiser, :worker using (community = (select app.community()));
create policy form on app.circle for insert to :organiser with check (community = (select app.community()) and origin = 'season');
create policy forming on app.circle for update to :organiser using (community = (select app.community()) and origin = 'season' and wrote_at is null) with check (community = (select app.community()));
grant select on app.circle to :member, :organiser, :worker;
grant insert (community, id, name, purpose, rhythm, places, open, founder, origin) on app.circle to :member;
grant insert (community, id, name, purpose, rhythm, places, origin) on app.circle to :organiser;
grant update (name, purpose, rhythm, places, open) on app.circle to :member;
grant update (name, ended_at) on app.circle to :organiser;

create policy fellows on app.seat for select to :member using (community = (select app.community()) and (circle in (select app.my_circles()) or person = (select app.person())));
create policy sit on app.seat for insert to :member with check (community = (select app.community()) and left_at is null
  and app.may_sit(circle, person) and app.may_read_from(circle, from_epoch));
create policy leave on app.seat for update to :member using (community = (select app.community()) and person = (select app.person())) with check (person = (select app.person()));
create policy who_sits_where on app.seat for select to :organiser, :worker using (community = (select app.community()));
grant select on app.seat to :member;
grant insert (community, id, circle, person, from_epoch) on app.seat to :member;
grant update (held, left_at, until_epoch) on app.seat to :member;
grant select (community, id, circle, person, taken_at, left_at) on app.seat to :organiser, :worker;

create policy mine on app.circle_key for select to :member using (community = (select app.community()) and exists (
  select 1 from app.seat s where s.community = circle_key.community and s.circle = circle_key.circle and s.person = (select app.person())
    and circle_key.epoch >= s.from_epoch and (s.until_epoch is null or circle_key.epoch <= s.until_epoch)));
create policy turn on app.circle_key for insert to :member with check (community = (select app.community()) and epoch = app.newest_epoch(circle) + 1
  and (circle in (select app.my_circles()) or app.may_sit(circle, (select app.person()))));
create policy look_after on app.circle_key for select to :worker using (community = (select app.community()));
create policy turn_for_erased on app.circle_key for insert to :worker with check (community = (select app.community()));
grant select on app.circle_key to :member;
grant insert (community, circle, epoch, wrapped) on app.circle_key to :member, :worker;
grant select (community, circle, epoch) on app.circle_key to :worker;

-- Who said no to a place is told to whoever organises: those who sit there see the links into their circle, and what was kept for themselves.
create policy mine on app.invitation for select to :member using (community = (select app.community())
  and (person = (select app.person()) or token_hash = (select app.token()) or (via = 'link' and circle in (select app.my_circles()))));
create policy invite on app.invitation for insert to :member with check (community = (select app.community()) and via = 'link' and person is null
  and made_by = (select app.person()) and circle in (select app.my_circles()));
-- A place that was kept is answered by whom it is kept for; those who sit there end the links into their circle, and nothing else.
create policy finish on app.invitation for update to :member using (community = (select app.community())
  and (person = (select app.person()) or (via = 'link' and circle in (select app.my_circles()))))
  with check (community = (select app.community()));
create policy placements on app.invitation for select to :organiser using (community = (select app.community()) and via = 'placement');
create policy place on app.invitation for insert to :organiser with check (community = (select app.community()) and via = 'placement'
  and circle in (select id from app.circle where origin = 'season' and wrote_at is null and ended_at is null));
create policy unplace on app.invitation for update to :organiser using (community = (select app.community()) and via = 'placement') with check (community = (select app.community()) and via = 'placement');
grant select on app.invitation to :member;
grant select (community, id, circle, person, via, made_by, made_at, until, ended_at, answer) on app.invitation to :organiser;
grant insert (community, id, circle, token_hash, via, made_by) on app.invitation to :member;
grant insert (community, id, circle, person, via, made_by, until) on app.invitation to :organiser;
grant update (ended_at, answer) on app.invitation to :member;
grant update (ended_at) on app.invitation to :organiser;

create policy concerned on app.join_request for select to :member using (community = (select app.community()) and (person = (select app.person()) or circle in (select app.my_circles())));
create policy ask on app.join_request for insert to :member with check (community = (select app.community()) and person = (select app.person())
  and app.may_ask(circle));
create policy withdraw on app.join_request for update to :member using (community = (select app.community()) and person = (select app.person())) with check (person = (select app.person()) and outcome = 'withdrawn');
create policy settle on app.join_request for update to :member using (community = (select app.community()) and circle in (select app.my_circles())) with check (circle in (select app.my_circles()) and outcome in ('seated', 'not now'));
create policy look_after on app.join_request for select to :worker using (community = (select app.community()));
create policy tell on app.join_request for update to :worker using (community = (select app.community())) with check (community = (select app.community()));
grant select on app.join_request to :member;
grant select (community, id, circle, person, outcome, told) on app.join_request to :worker;
grant update (told) on app.join_request to :worker;
grant insert (community, id, circle, person, words) on app.join_request to :member;
grant update (outcome) on app.join_request to :member;

create policy fellows on app.join_yes for select to :member using (community = (select app.community()) and request in (select id from app.join_request));
create policy say on app.join_yes for insert to :member with check (community = (select app.community()) and person = (select app.person())
  and request in (select id from app.join_request where outcome is null and circle in (select app.my_circles())));
grant select on app.join_yes to :member;
grant insert (community, request, person) on app.join_yes to :member;

revoke all on function app.my_circles(), app.seat_floor(), app.may_sit(uuid, uuid), app.newest_epoch(uuid), app.may_read_from(uuid, integer), app.may_ask(uuid), app.seats_taken(uuid),
  app.invited_to(), app.circle_wrote(), app.sits_down(), app.gets_up(), app.got_up(), app.end_if_empty(uuid, uuid), app.seat_erased(), app.said_yes() from public;
grant execute on function app.my_circles(), app.seat_floor(), app.may_sit(uuid, uuid), app.newest_epoch(uuid), app.may_read_from(uuid, integer), app.may_ask(uuid), app.seats_taken(uuid) to :member;
grant execute on function app.invited_to() to :visitor, :member;
