-- A place that is kept for somebody is theirs: whoever comes in by a circle's link, or by the yes of those who sit there, takes another one.

-- How many places of a circle are kept for others than this person, who have not come yet: whoever has come and gone is not waited for. Nobody
-- asks it but the functions below.
create function app.kept_for_others(wanted uuid, who uuid) returns integer language sql stable security definer set search_path = app, pg_temp
  return (select count(*)::integer from app.placement p join app.application a on a.community = p.community and a.id = p.application
    where p.community = app.community() and p.circle = wanted and p.ended is null and p.until > now() and (who is null or a.person is distinct from who)
      and not exists (select 1 from app.seat s where s.community = p.community and s.circle = p.circle and s.person = a.person and s.left_at is null)
      and not exists (select 1 from app.invitation i where i.community = p.community and i.circle = p.circle and i.person = a.person
        and i.via = 'placement' and i.answer = 'yes' and i.made_at >= p.made_at));

create or replace function app.is_awaited(wanted uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return wanted in (select app.my_circles()) and app.kept_for_others(wanted, null) > 0;

-- How many places are left for whoever asks: as the sign at the door says it, for those who come and for those who consider it.
create function app.places_left(wanted uuid) returns integer language sql stable security definer set search_path = app, pg_temp
  return (select greatest(0, places - app.seats_taken(id) - app.kept_for_others(id, app.person())) from app.circle where community = app.community() and id = wanted);

-- As before, but for places that are kept: nobody else sits down there, and whoever they are kept for may, however many places the circle has
-- wished for since.
create or replace function app.may_sit(wanted uuid, who uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return exists (
    select 1 from app.circle c where c.community = app.community() and c.id = wanted and c.ended_at is null
      and (
        (c.wrote_at is null and who = app.person() and app.seats_taken(c.id) < 10 and exists (
          select 1 from app.invitation i where i.community = c.community and i.circle = c.id and i.ended_at is null and i.until > now()
            and i.via = 'placement' and i.person = who)
          and exists (select 1 from app.placement p join app.application a on a.community = p.community and a.id = p.application
            where p.community = c.community and p.circle = c.id and p.ended is null and p.until > now() and a.person = who))
        or (app.seats_taken(c.id) + app.kept_for_others(c.id, who) < c.places and (
          (c.founder = who and who = app.person() and not exists (select 1 from app.seat s where s.community = c.community and s.circle = c.id))
          or (c.wrote_at is null and who = app.person() and exists (
            select 1 from app.invitation i where i.community = c.community and i.circle = c.id and i.ended_at is null and i.until > now()
              and (i.person = who or (i.person is null and i.token_hash = app.token()))))
          or ((who = app.person() or c.id in (select app.my_circles())) and exists (
            select 1 from app.join_request r where r.community = c.community and r.circle = c.id and r.person = who and r.outcome is null
              and exists (select 1 from app.seat s where s.community = c.community and s.circle = c.id and s.left_at is null)
              and not exists (
                select 1 from app.seat s where s.community = c.community and s.circle = c.id and s.left_at is null
                  and not exists (select 1 from app.join_yes y where y.community = r.community and y.request = r.id and y.person = s.person)))))))
  );

-- A circle has as many places as people sit there, should it have wished for fewer while one was kept.
create or replace function app.sits_down() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update app.circle set moves = moves + 1, places = greatest(places, 1 + (select count(*) from app.seat s
      where s.community = new.community and s.circle = new.circle and s.left_at is null))
    where community = new.community and id = new.circle;
  return new;
end $$;

create or replace function app.invited_to() returns table (circle uuid, name text, purpose text, rhythm text, host text, wrote boolean, places_left integer)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select c.id, c.name, c.purpose, c.rhythm, coalesce(p.name, ''), c.wrote_at is not null, app.places_left(c.id)
    from app.invitation i
      join app.circle c on c.community = i.community and c.id = i.circle
      left join app.person p on p.community = i.community and p.id = i.made_by
    where i.community = app.community() and i.person is null and i.token_hash = app.token()
      and i.ended_at is null and i.until > now() and c.ended_at is null;
  end;

-- Asks for every circle to be looked after that has begun nothing, and lacks people or has room for somebody who waits to be seated again:
-- whoever came since, and whatever they answered, is nothing that happened to its places.
create function app.tend_unfilled(today date) returns void language sql security definer set search_path = app, pg_temp
  begin atomic
    select app.tend_places(o.community, o.circle)
    from app.formed_circle o
      join app.circle c on c.community = o.community and c.id = o.circle and c.origin = 'season' and c.wrote_at is null and c.ended_at is null
      join app.formation f on f.community = o.community and f.id = o.formation
    where coalesce((f.policy #>> '{season,to}')::date >= today, true)
      and (app.places_taken(o.community, o.circle) < greatest(o.people, (f.policy #>> '{size,min}')::integer)
        or (app.places_taken(o.community, o.circle) < least(10, (f.policy #>> '{size,max}')::integer) and exists (
          select 1 from app.application a where a.community = f.community and a.season = f.season and a.again_since is not null)));
  end;

revoke all on function app.kept_for_others(uuid, uuid), app.places_left(uuid), app.tend_unfilled(date) from public;
grant execute on function app.places_left(uuid) to :member;
grant execute on function app.tend_unfilled(date) to :worker;
