-- Functions that act for their owner no longer believe whoever calls them what time it is, or among whom something is shared.

-- The hour by which the link of a guest is judged. No role that asks can set it; tests put another clock in its place, as the owner of the database.
create function app.clock() returns timestamptz language sql stable return now();
revoke all on function app.clock() from public;

drop function app.guest_pass(timestamptz), app.guest_promise(timestamptz), app.guest_room(timestamptz), app.guest_faces(timestamptz);
drop function app.guest_by_link(timestamptz);

create function app.guest_by_link() returns setof app.guest language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select g.* from app.guest g join app.circle c on c.community = g.community and c.id = g.circle
    where g.community = app.community() and g.token_hash = app.token() and g.withdrawn_at is null and app.clock() < g.closes_at and c.ended_at is null
      and not exists (select 1 from app.run r where r.community = g.community and r.meeting = g.meeting and r.ended_at is not null);
  end;
revoke all on function app.guest_by_link() from public;

create function app.guest_pass() returns table (id uuid, circle uuid, speaks boolean, opens_at timestamptz, closes_at timestamptz, promised boolean, run uuid)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select g.id, g.circle, g.speaks, g.opens_at, g.closes_at, g.promised_at is not null,
      (select r.id from app.run r where r.community = g.community and r.meeting = g.meeting and app.clock() >= g.opens_at and g.promised_at is not null)
    from app.guest_by_link() g;
  end;

create function app.guest_promise() returns void language sql security definer set search_path = app, pg_temp
  begin atomic
    update app.guest set promised_at = app.clock() where community = app.community() and promised_at is null and id in (select g.id from app.guest_by_link() g);
  end;

create function app.guest_room() returns table (run uuid, protocol text, seq integer, epoch integer, state bytea, wrapped bytea)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select r.id, r.protocol, r.seq, r.epoch, r.state, k.wrapped
    from app.guest_by_link() g
      join app.run r on r.community = g.community and r.meeting = g.meeting
      join app.circle_key k on k.community = r.community and k.circle = r.circle and k.epoch = r.epoch
    where app.clock() >= g.opens_at and g.promised_at is not null;
  end;

create function app.guest_faces() returns table (person uuid, epoch integer, shown bytea, wrapped bytea)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select f.person, f.epoch, f.shown, k.wrapped
    from app.guest_by_link() g
      join app.guest_face f on f.community = g.community and f.guest = g.id
      join app.seat s on s.community = f.community and s.circle = f.circle and s.person = f.person and s.left_at is null
      join app.circle_key k on k.community = f.community and k.circle = f.circle and k.epoch = f.epoch
    where app.clock() >= g.opens_at and g.promised_at is not null;
  end;
revoke all on function app.guest_pass(), app.guest_promise(), app.guest_room(), app.guest_faces() from public;
grant execute on function app.guest_pass(), app.guest_promise(), app.guest_room(), app.guest_faces() to :visitor;

-- Who is present stands in the run, which the database cannot read. So whoever shares their seconds writes down themselves among whom: their own row says
-- it, and nobody else can change that row.
alter table app.airtime add column among uuid[] not null default '{}';
call ops.classify('app.airtime', '{"technical": "among"}');
grant update (among) on app.airtime to :member;

-- What is shared of a run with the one who asks: by whom, with their seconds only once everybody has agreed among whom they are shared.
drop function app.shared_airtime(uuid, uuid[]);
create function app.shared_airtime(of_run uuid) returns table (person uuid, seconds integer)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select a.person, case when cardinality(a.among) > 1 and not exists (
        select 1 from unnest(a.among) as p(id) where not exists (
          select 1 from app.airtime b where b.community = a.community and b.run = a.run and b.person = p.id))
      then a.seconds end
    from app.airtime a
    where a.community = app.community() and a.circle = app.circle() and a.run = of_run and app.person() = any(a.among) and app.seat_floor() is not null
    order by a.person;
  end;
revoke all on function app.shared_airtime(uuid) from public;
grant execute on function app.shared_airtime(uuid) to :member;
