-- Circles and the seats in them. Who may take a seat is decided here as well as in circles/rules.ts: once a circle has written
-- anything, a new seat needs every member's yes, whoever asks.

create table app.circle (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  name text not null check (length(trim(name)) between 1 and 80),
  purpose text not null default '',
  rhythm text not null check (rhythm in ('weekly', 'fortnightly')),
  places integer not null default 8 check (places between 2 and 10),
  open boolean not null default false,
  founder uuid,
  origin text not null check (origin in ('member', 'season')),
  made_at timestamptz not null default now(),
  -- When the circle first wrote something that stays here.
  wrote_at timestamptz,
  ended_at timestamptz,
  primary key (community, id),
  foreign key (community, founder) references app.person on delete set null (founder)
);
create index on app.circle (community, founder);
call ops.classify('app.circle', '{"shared": "name purpose rhythm places open origin", "technical": "community id made_at wrote_at ended_at founder"}');
call ops.protect('app.circle');

create table app.seat (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  person uuid not null,
  taken_at timestamptz not null default now(),
  left_at timestamptz,
  from_epoch integer not null,
  until_epoch integer,
  -- Nothing is written here; the right to change it is the right to lock the seat.
  held boolean not null default true,
  primary key (community, id),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade,
  check ((left_at is null) = (until_epoch is null))
);
create unique index one_seat_each on app.seat (community, circle, person) where left_at is null;
create index on app.seat (community, person) where left_at is null;
call ops.classify('app.seat', '{"personal": "taken_at left_at", "technical": "community id circle from_epoch until_epoch held", "personal, of the person": "person"}');
call ops.protect('app.seat');

create function app.left_for_good() returns trigger language plpgsql as $$
begin
  if old.left_at is not null and new.left_at is distinct from old.left_at then raise exception 'a seat that was left stays left'; end if;
  return new;
end $$;
create trigger left_for_good before update on app.seat for each row execute function app.left_for_good();

-- A circle's keys, one for each epoch, wrapped under the community's key and a share in the key folder.
create table app.circle_key (
  community uuid not null,
  circle uuid not null,
  epoch integer not null check (epoch > 0),
  wrapped bytea not null,
  made_at timestamptz not null default now(),
  primary key (community, circle, epoch),
  foreign key (community, circle) references app.circle on delete cascade
);
call ops.classify('app.circle_key', '{"technical": "community circle epoch wrapped made_at"}');
call ops.protect('app.circle_key');

-- A way in, for one person or for whoever holds the link.
create table app.invitation (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  person uuid,
  token_hash bytea,
  via text not null check (via in ('link', 'placement')),
  made_by uuid,
  made_at timestamptz not null default now(),
  until timestamptz not null,
  ended_at timestamptz,
  primary key (community, id),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade,
  foreign key (community, made_by) references app.person on delete set null (made_by),
  check (num_nonnulls(person, token_hash) >= 1)
);
create unique index on app.invitation (token_hash);
create index on app.invitation (community, circle);
create index on app.invitation (community, person);
create index on app.invitation (community, made_by);
call ops.classify('app.invitation', '{"personal": "made_at until", "technical": "community id circle token_hash via made_by ended_at", "personal, of the person": "person"}');
call ops.protect('app.invitation');

-- Someone asks for a place; each member of the circle says yes, or one says not now.
create table app.join_request (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  person uuid not null,
  words text not null default '',
  made_at timestamptz not null default now(),
  outcome text check (outcome in ('seated', 'not now', 'withdrawn')),
  primary key (community, id),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade
);
create unique index one_open_request on app.join_request (community, circle, person) where outcome is null;
create index on app.join_request (community, person);
call ops.classify('app.join_request', '{"personal": "words made_at outcome", "technical": "community id circle", "personal, of the person": "person"}');
call ops.protect('app.join_request');

create table app.join_yes (
  community uuid not null,
  request uuid not null,
  person uuid not null,
  said_at timestamptz not null default now(),
  primary key (community, request, person),
  foreign key (community, request) references app.join_request on delete cascade,
  foreign key (community, person) references app.person on delete cascade
);
create index on app.join_yes (community, person);
call ops.classify('app.join_yes', '{"personal": "said_at", "technical": "community request", "personal, of the person": "person"}');
call ops.protect('app.join_yes');

-- The circles in which the one who asks has a place today. SECURITY DEFINER, for a policy that let members see their
-- fellow seats by looking at seats would call itself.
create function app.my_circles() returns setof uuid language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select circle from app.seat where community = app.community() and person = app.person() and left_at is null;
  end;

-- From which epoch on the one who asks may read the circle of this transaction; NULL without a seat in it, so no rows.
create function app.seat_floor() returns integer language sql stable security definer set search_path = app, pg_temp
  return (select from_epoch from app.seat where community = app.community() and circle = app.circle() and person = app.person() and left_at is null);

-- May the one who asks sit down here? A founder in an empty circle; someone invited while nothing has been written; anyone to whom
-- every member has said yes. Never beyond the places.
create function app.may_sit(wanted uuid, who uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return exists (
    select 1 from app.circle c where c.community = app.community() and c.id = wanted and c.ended_at is null
      and (select count(*) from app.seat s where s.community = c.community and s.circle = c.id and s.left_at is null) < c.places
      and (
        (c.founder = who and not exists (select 1 from app.seat s where s.community = c.community and s.circle = c.id))
        or (c.wrote_at is null and exists (
          select 1 from app.invitation i where i.community = c.community and i.circle = c.id and i.ended_at is null and i.until > now()
            and (i.person = who or (i.person is null and i.token_hash = app.token()))))
        or exists (
          select 1 from app.join_request r where r.community = c.community and r.circle = c.id and r.person = who and r.outcome is null
            and exists (select 1 from app.seat s where s.community = c.community and s.circle = c.id and s.left_at is null)
            and not exists (
              select 1 from app.seat s where s.community = c.community and s.circle = c.id and s.left_at is null
                and not exists (select 1 from app.join_yes y where y.community = r.community and y.request = r.id and y.person = s.person)))
      )
  );

-- The first word that stays here closes the easy doors.
create function app.circle_wrote() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update app.circle set wrote_at = now() where community = new.community and id = new.circle and wrote_at is null;
  return null;
end $$;

-- What a circle writes: community, id, circle, epoch stand in every such table. Members of the circle in this transaction read and add;
-- changing and deleting are the area's own policies.
create procedure ops.holds_content(which regclass) language plpgsql as $$
declare mine text := 'community = (select app.community()) and circle = (select app.circle()) and epoch >= (select app.seat_floor())';
  member text := :'member';
begin
  call ops.protect(which);
  execute format('create policy read_ours on %s for select to %I using (%s)', which, member, mine);
  execute format('create policy add_ours on %s for insert to %I with check (%s)', which, member, mine);
  execute format('create trigger circle_wrote after insert on %s for each row execute function app.circle_wrote()', which);
  execute format('grant select, insert on %s to %I', which, member);
end $$;

create policy find on app.circle for select to :member using (community = (select app.community()) and ((open and ended_at is null) or founder = (select app.person())
  or id in (select app.my_circles()) or id in (select circle from app.invitation)));
create policy start on app.circle for insert to :member with check (community = (select app.community()) and founder = (select app.person()) and origin = 'member');
create policy tend on app.circle for update to :member using (community = (select app.community()) and id in (select app.my_circles())) with check (community = (select app.community()));
create policy look_after on app.circle for select to :organiser, :worker using (community = (select app.community()));
create policy form on app.circle for insert to :organiser with check (community = (select app.community()) and origin = 'season' and founder is null);
create policy forming on app.circle for update to :organiser using (community = (select app.community()) and wrote_at is null) with check (community = (select app.community()));
grant select, insert on app.circle to :member, :organiser;
grant update (name, purpose, rhythm, places, open) on app.circle to :member;
grant update (name, ended_at) on app.circle to :organiser;
grant select on app.circle to :worker;

create policy fellows on app.seat for select to :member using (community = (select app.community()) and (circle in (select app.my_circles()) or person = (select app.person())));
create policy sit on app.seat for insert to :member with check (community = (select app.community()) and left_at is null and app.may_sit(circle, person));
create policy leave on app.seat for update to :member using (community = (select app.community()) and person = (select app.person())) with check (person = (select app.person()));
create policy who_sits_where on app.seat for select to :organiser, :worker using (community = (select app.community()));
grant select, insert on app.seat to :member;
grant update (held, left_at, until_epoch) on app.seat to :member;
grant select (community, id, circle, person, taken_at, left_at) on app.seat to :organiser, :worker;

create policy mine on app.circle_key for select to :member using (community = (select app.community()) and exists (
  select 1 from app.seat s where s.community = circle_key.community and s.circle = circle_key.circle and s.person = (select app.person())
    and circle_key.epoch >= s.from_epoch and (s.until_epoch is null or circle_key.epoch <= s.until_epoch)));
create policy turn on app.circle_key for insert to :member with check (community = (select app.community()) and (circle in (select app.my_circles())
  or exists (select 1 from app.circle c where c.community = circle_key.community and c.id = circle_key.circle and c.wrote_at is null)));
grant select, insert on app.circle_key to :member;

create policy mine on app.invitation for select to :member using (community = (select app.community())
  and (person = (select app.person()) or token_hash = (select app.token()) or circle in (select app.my_circles())));
create policy invite on app.invitation for insert to :member with check (community = (select app.community()) and via = 'link' and made_by = (select app.person()) and circle in (select app.my_circles()));
create policy finish on app.invitation for update to :member using (community = (select app.community()) and (person = (select app.person()) or circle in (select app.my_circles()))) with check (community = (select app.community()));
create policy place on app.invitation to :organiser using (community = (select app.community()) and via = 'placement') with check (community = (select app.community()) and via = 'placement');
grant select, insert on app.invitation to :member, :organiser;
grant update (ended_at) on app.invitation to :member, :organiser;

create policy concerned on app.join_request for select to :member using (community = (select app.community()) and (person = (select app.person()) or circle in (select app.my_circles())));
create policy ask on app.join_request for insert to :member with check (community = (select app.community()) and person = (select app.person()) and outcome is null);
create policy settle on app.join_request for update to :member using (community = (select app.community()) and (person = (select app.person()) or circle in (select app.my_circles()))) with check (community = (select app.community()));
grant select, insert on app.join_request to :member;
grant update (outcome) on app.join_request to :member;

create policy fellows on app.join_yes for select to :member using (community = (select app.community()) and request in (select id from app.join_request));
create policy say on app.join_yes for insert to :member with check (community = (select app.community()) and person = (select app.person())
  and request in (select id from app.join_request where circle in (select app.my_circles())));
grant select, insert on app.join_yes to :member;

revoke all on function app.my_circles(), app.seat_floor(), app.may_sit(uuid, uuid), app.circle_wrote(), app.left_for_good() from public;
grant execute on function app.my_circles(), app.seat_floor(), app.may_sit(uuid, uuid) to :member;
