-- Seasons: one wave of the programme each, with its dates, its places and its own questions. Whoever asks for a circle asks in a season.

create table app.season (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  made_at timestamptz not null default now(),
  -- The season that was taken up last is the one that organisers work on.
  at_hand_since timestamptz,
  state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  template text not null,
  name text not null check (length(trim(name)) between 1 and 80),
  for_whom text not null default '',
  about text not null default '',
  -- The last day on which one can apply, wherever it ends last.
  apply_until date,
  starts date,
  ends date,
  rhythm text not null default 'fortnightly' check (rhythm in ('weekly', 'fortnightly')),
  minutes integer not null default 90 check (minutes between 30 and 240),
  -- Null: as many as ask.
  places integer check (places > 0),
  min_size integer not null default 5 check (min_size between 2 and 10),
  max_size integer not null default 8 check (max_size between min_size and 10),
  -- `[{column, label, kind, choices, required, seen}]`.
  questions jsonb not null default '[]',
  -- Counts what happened to its waiting list, so that of two who take its last place at once one looks again.
  moves integer not null default 0,
  primary key (community, id)
);
call ops.classify('app.season', '{"shared": "made_at at_hand_since state template name for_whom about apply_until starts ends rhythm minutes places min_size max_size questions", "technical": "community id moves"}');
call ops.protect('app.season');
create policy look on app.season for select to :organiser, :worker using (community = (select app.community()));
create policy plan on app.season for insert to :organiser with check (community = (select app.community()));
create policy change on app.season for update to :organiser, :worker using (community = (select app.community())) with check (community = (select app.community()));
create policy read_open on app.season for select to :visitor, :member using (community = (select app.community()) and state <> 'draft');
grant select on app.season to :organiser;
grant insert (community, id, at_hand_since, template, name, for_whom, about, apply_until, starts, ends, rhythm, minutes, places, min_size, max_size, questions) on app.season to :organiser;
grant update (at_hand_since, state, name, for_whom, about, apply_until, starts, ends, rhythm, minutes, places, min_size, max_size, questions) on app.season to :organiser;
grant select (community, id, state, name, for_whom, about, apply_until, starts, ends, rhythm, minutes, places, min_size, max_size, questions) on app.season to :visitor, :member;
grant select (community, id, name, state, places, moves), update (moves) on app.season to :worker;

-- What was asked for before there were seasons belongs to a first one, which nobody outside sees until it is opened.
insert into app.season (community, id, template, name, at_hand_since)
  select c.id, gen_random_uuid(), 'other', case c.locale when 'es' then 'Temporada 1' else 'Season 1' end, now() from app.community c
  where exists (select 1 from app.application a where a.community = c.id) or exists (select 1 from app.formation f where f.community = c.id);

alter table app.application
  add column season uuid,
  -- Beyond the places of the season: whoever came first moves up when one becomes free.
  add column waits boolean not null default false;
update app.application a set season = s.id from app.season s where s.community = a.community;
alter table app.application
  alter column season set not null,
  add foreign key (community, season) references app.season on delete cascade,
  drop constraint application_community_address_key,
  drop constraint application_community_ref_key,
  add unique (community, season, ref);
-- Whoever applies by themselves has no address here but the one of their account: what is only claimed must not stand in the way of whose
-- it is, nor tell who has applied.
create unique index on app.application (community, season, address) where address <> '';
drop index app.application_community_person_idx;
create unique index on app.application (community, person, season);
call ops.classify('app.application', '{"personal": "ref name address zone answers made_at changed_at taken_over_at waits", "technical": "community id season generation token_hash", "personal, of the person": "person"}');
grant select (season, waits), insert (season) on app.application to :organiser;
grant select (season, waits, person, name, generation, made_at), update (waits) on app.application to :worker;
grant select (season) on app.application to :accounts;
create policy move_up on app.application for update to :worker using (community = (select app.community())) with check (community = (select app.community()));

alter table app.formation add column season uuid;
update app.formation f set season = s.id from app.season s where s.community = f.community;
alter table app.formation
  alter column season set not null,
  add foreign key (community, season) references app.season on delete cascade;
create index on app.formation (community, season);
call ops.classify('app.formation', '{"shared": "made_at state share rhythm policy result published_at published_by people earlier locks", "technical": "community id season", "personal, of the person": "made_by"}');
grant insert (season) on app.formation to :organiser;

-- Files wait for a day at most; those from before wait for nothing any more.
delete from app.application_import;
alter table app.application_import
  add column season uuid not null,
  add foreign key (community, season) references app.season on delete cascade;
create index on app.application_import (community, season);
call ops.classify('app.application_import', '{"personal": "made_at file_name", "technical": "community id season file columns", "personal, of the person": "made_by"}');
grant insert (season) on app.application_import to :organiser;

-- A member applies in a season that is open. A row that an organiser brought for an address becomes theirs where they have proven it.
create function app.my_address() returns text language sql stable security definer set search_path = app, pg_temp
  return (select address from app.contact where community = app.community() and person = app.person() and address_confirmed and address <> '');
revoke all on function app.my_address() from public;
grant execute on function app.my_address() to :member;
create policy brought on app.application for select to :member
  using (community = (select app.community()) and person is null and address = (select app.my_address()));
create policy apply on app.application for insert to :member with check (community = (select app.community()) and person = (select app.person())
  and taken_over_at is not null and address = '' and season in (select id from app.season where state = 'open'));
create policy take_brought on app.application for update to :member
  using (community = (select app.community()) and person is null and address = (select app.my_address()))
  with check (community = (select app.community()) and person = (select app.person()) and taken_over_at is not null);
grant select (season, waits) on app.application to :member;
grant insert (community, id, season, person, ref, name, address, zone, answers, token_hash, taken_over_at) on app.application to :member;
grant update (person, name) on app.application to :member;

create policy withdraw on app.application for delete to :member
  using (community = (select app.community()) and person = (select app.person()) and not app.has_place(id));
grant delete on app.application to :member;

-- Whoever comes when every place is taken, or while others wait, waits behind them. The season's row is written, so that two who take its
-- last place at once do not both get it.
create function app.queue_up() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
declare
  one record;
  free integer;
begin
  for one in update app.season s set moves = s.moves + 1
    where s.places is not null and exists (select 1 from added where added.community = s.community and added.season = s.id)
    returning s.community, s.id, s.places
  loop
    select case when count(*) filter (where a.waits) > 0 then 0 else greatest(0, one.places - count(*)) end into free
      from app.application a where a.community = one.community and a.season = one.id and a.id not in (select id from added);
    update app.application a set waits = true
      from (select id, row_number() over (order by made_at, id) as n from added where season = one.id) as q
      where a.community = one.community and a.id = q.id and q.n > free;
  end loop;
  return null;
end $$;
create trigger queue_up after insert on app.application referencing new table as added for each statement execute function app.queue_up();
revoke all on function app.queue_up() from public;

-- How many wait in front of one's own application; none for whoever does not wait.
create function app.waiting_before(wanted uuid) returns integer language sql stable security definer set search_path = app, pg_temp
  return (select count(*)::integer from app.application mine join app.application other
      on other.community = mine.community and other.season = mine.season and other.waits and (other.made_at, other.id) < (mine.made_at, mine.id)
    where mine.community = app.community() and mine.id = wanted and mine.person = app.person() and mine.waits);
revoke all on function app.waiting_before(uuid) from public;
grant execute on function app.waiting_before(uuid) to :member;

-- Would somebody who applies now have to wait? Told to everybody: no number of applicants is.
create function app.is_full(wanted uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return exists (select 1 from app.season s where s.community = app.community() and s.id = wanted and s.places is not null and (
    s.places <= (select count(*) from app.application a where a.community = s.community and a.season = s.id and not a.waits)
    or exists (select 1 from app.application a where a.community = s.community and a.season = s.id and a.waits)));
revoke all on function app.is_full(uuid) from public;
grant execute on function app.is_full(uuid) to :visitor, :member;

-- A draft in which nobody has applied yet may be thrown away.
create policy discard on app.season for delete to :organiser using (community = (select app.community()) and state = 'draft'
  and not exists (select 1 from app.application a where a.community = season.community and a.season = season.id)
  and not exists (select 1 from app.formation f where f.community = season.community and f.season = season.id));
grant delete on app.season to :organiser;
