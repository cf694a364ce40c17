-- Somebody from outside who comes to one meeting, by a link of their own. It opens a quarter of an hour before the meeting and is over with it.

create table app.guest (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  epoch integer not null,
  meeting uuid not null,
  -- Who it is, in the words of whoever invites them: for the circle alone.
  name bytea not null,
  speaks boolean not null,
  token_hash bytea not null unique,
  invited_by uuid,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  -- When they said that what is spoken stays here.
  promised_at timestamptz,
  withdrawn_at timestamptz,
  made_at timestamptz not null default now(),
  primary key (community, id),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, meeting) references app.meeting on delete cascade,
  foreign key (community, invited_by) references app.person on delete set null (invited_by),
  check (closes_at > opens_at and closes_at <= opens_at + interval '24 hours')
);
create index on app.guest (community, circle);
create index on app.guest (community, meeting);
create index on app.guest (community, invited_by);
create index on app.guest (closes_at);
call ops.classify('app.guest', '{"content": "name", "personal": "invited_by", "technical": "community id circle epoch meeting speaks token_hash opens_at closes_at promised_at withdrawn_at made_at"}');
call ops.holds_content('app.guest');
create policy of_our_meeting on app.guest as restrictive for insert to :member
  with check (invited_by = (select app.person()) and withdrawn_at is null and promised_at is null
    and exists (select 1 from app.meeting m where m.community = guest.community and m.id = guest.meeting and m.circle = guest.circle));
create policy withdraw on app.guest for update to :member using (community = (select app.community()) and circle = (select app.circle()) and epoch >= (select app.seat_floor()))
  with check (community = (select app.community()) and circle = (select app.circle()) and withdrawn_at is not null);
grant update (withdrawn_at) on app.guest to :member;
-- Who was asked in is nobody's business for long.
create policy tidy on app.guest for delete to :worker using (closes_at < now() - interval '30 days');
grant select (closes_at), delete on app.guest to :worker;
create policy look on app.guest for select to :worker using (closes_at < now() - interval '30 days');

-- How each of the circle wishes to be called before this guest; whoever says nothing is nobody's name.
create table app.guest_face (
  community uuid not null,
  guest uuid not null,
  person uuid not null,
  circle uuid not null,
  epoch integer not null,
  shown bytea not null,
  primary key (community, guest, person),
  foreign key (community, guest) references app.guest on delete cascade,
  foreign key (community, person) references app.person on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade
);
create index on app.guest_face (community, person);
create index on app.guest_face (community, circle);
call ops.classify('app.guest_face', '{"content": "shown", "technical": "community guest circle epoch", "personal, of the person": "person"}');
call ops.holds_content('app.guest_face');
create policy mine on app.guest_face as restrictive for insert to :member with check (person = (select app.person())
  and exists (select 1 from app.guest g where g.community = guest_face.community and g.id = guest_face.guest and g.circle = guest_face.circle));
create policy take_back on app.guest_face for delete to :member using (community = (select app.community()) and circle = (select app.circle()) and person = (select app.person()));
grant delete on app.guest_face to :member;

-- A guest asks as anybody from outside does, under the role of visitors, which has no right to any of these tables. The three doors below are all that a
-- link opens; each looks at the hour, at the circle's no, and at whether the meeting is over.
create function app.guest_by_link(at timestamptz) returns setof app.guest language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select g.* from app.guest g join app.circle c on c.community = g.community and c.id = g.circle
    where g.community = app.community() and g.token_hash = app.token() and g.withdrawn_at is null and at < g.closes_at and c.ended_at is null
      and not exists (select 1 from app.run r where r.community = g.community and r.meeting = g.meeting and r.ended_at is not null);
  end;
revoke all on function app.guest_by_link(timestamptz) from public;

create function app.guest_pass(at timestamptz) returns table (id uuid, circle uuid, speaks boolean, opens_at timestamptz, closes_at timestamptz, promised boolean, run uuid)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select g.id, g.circle, g.speaks, g.opens_at, g.closes_at, g.promised_at is not null,
      (select r.id from app.run r where r.community = g.community and r.meeting = g.meeting and at >= g.opens_at and g.promised_at is not null)
    from app.guest_by_link(at) g;
  end;

create function app.guest_promise(at timestamptz) returns void language sql security definer set search_path = app, pg_temp
  begin atomic
    update app.guest set promised_at = at where community = app.community() and promised_at is null and id in (select g.id from app.guest_by_link(at) g);
  end;

-- Where the meeting stands, in which no word of anybody's is, with the one key that opens it.
create function app.guest_room(at timestamptz) returns table (run uuid, protocol text, seq integer, epoch integer, state bytea, wrapped bytea)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select r.id, r.protocol, r.seq, r.epoch, r.state, k.wrapped
    from app.guest_by_link(at) g
      join app.run r on r.community = g.community and r.meeting = g.meeting
      join app.circle_key k on k.community = r.community and k.circle = r.circle and k.epoch = r.epoch
    where at >= g.opens_at and g.promised_at is not null;
  end;

-- The names that some of them chose for this guest, of those who still sit there.
create function app.guest_faces(at timestamptz) returns table (person uuid, epoch integer, shown bytea, wrapped bytea)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select f.person, f.epoch, f.shown, k.wrapped
    from app.guest_by_link(at) g
      join app.guest_face f on f.community = g.community and f.guest = g.id
      join app.seat s on s.community = f.community and s.circle = f.circle and s.person = f.person and s.left_at is null
      join app.circle_key k on k.community = f.community and k.circle = f.circle and k.epoch = f.epoch
    where at >= g.opens_at and g.promised_at is not null;
  end;
revoke all on function app.guest_pass(timestamptz), app.guest_promise(timestamptz), app.guest_room(timestamptz), app.guest_faces(timestamptz) from public;
grant execute on function app.guest_pass(timestamptz), app.guest_promise(timestamptz), app.guest_room(timestamptz), app.guest_faces(timestamptz) to :visitor;
