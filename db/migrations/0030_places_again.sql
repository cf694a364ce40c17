-- Places after they were published. Each has a state of its own: kept or taken while `ended` is null; otherwise it is free again, for the
-- reason that stands there. Somebody who would rather sit elsewhere gives up the place and stays in the season; the worker looks for whoever
-- may take a free place, and for where somebody may sit again.

alter table app.placement
  add column made_at timestamptz not null default now(),
  -- Kept when circles were published; for a place that became free; for somebody who would rather sit elsewhere; by a person's hand.
  add column how text not null default 'published' check (how in ('published', 'filled', 'again', 'by hand')),
  -- The place that had become free, where this one is for it.
  add column fills uuid,
  add column ended text check (ended in ('declined', 'elsewhere', 'lapsed', 'left')),
  add column ended_at timestamptz,
  -- What somebody who would rather sit elsewhere told those who organise.
  add column words text not null default '' check (length(words) <= 500),
  -- Whoever it is for has been written to.
  add column told boolean not null default true,
  -- Something happened to it that those who organise have not been written about.
  add column news boolean not null default false,
  add check ((ended is null) = (ended_at is null)),
  add foreign key (community, fills) references app.placement on delete set null (fills),
  drop constraint placement_community_formation_application_key;

update app.placement p set made_at = least(now(), f.published_at) from app.formation f where f.community = p.community and f.id = p.formation;
-- What was published before now: whoever said no, or nothing in time, has no place any more; nor has anybody two.
update app.placement p set ended = 'declined', ended_at = now()
  from app.application a, app.invitation i
  where a.community = p.community and a.id = p.application and i.community = p.community and i.circle = p.circle and i.person = a.person
    and i.via = 'placement' and i.answer = 'no';
update app.placement p set ended = 'lapsed', ended_at = now()
  where p.ended is null and p.until <= now() and not exists (
    select 1 from app.application a join app.invitation i on i.community = a.community and i.person = a.person and i.circle = p.circle
    where a.community = p.community and a.id = p.application and i.via = 'placement' and i.answer = 'yes');
update app.placement p set ended = 'lapsed', ended_at = now()
  where p.ended is null and exists (
    select 1 from app.placement o where o.community = p.community and o.application = p.application and o.ended is null and (o.until, o.id) > (p.until, p.id));

-- Nobody has two places at a time, and no free place is given twice.
create unique index one_open_place_each on app.placement (community, application) where ended is null;
create unique index on app.placement (community, fills);
create index on app.placement (community, formation);
call ops.classify('app.placement', '{"shared": "made_at how ended ended_at", "personal": "words", "technical": "fills told news"}');

-- For how many it was formed: so many places are filled again when they become free.
alter table app.formed_circle add column people integer not null default 0;
update app.formed_circle f set people = (select count(*) from app.placement p where p.community = f.community and p.circle = f.circle);
call ops.classify('app.formed_circle', '{"shared": "people"}');

-- Since when somebody who gave up a place waits to be seated again: before everybody else.
alter table app.application add column again_since timestamptz;
call ops.classify('app.application', '{"personal": "again_since"}');

-- What was found when somebody was looked for who may take a free place, or, with `application`, where that one may sit again.
create table app.place_search (
  community uuid not null,
  id uuid not null,
  formation uuid not null,
  circle uuid not null,
  application uuid,
  made_at timestamptz not null,
  -- Who and what is closed by which rule, and what would make a circle whole; ids and figures only.
  facts jsonb not null,
  primary key (community, id),
  unique nulls not distinct (community, circle, application),
  foreign key (community, formation) references app.formation on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, application) references app.application on delete cascade
);
create index on app.place_search (community, formation);
create index on app.place_search (community, application);
call ops.classify('app.place_search', '{"shared": "made_at facts", "technical": "community id formation circle application"}');
call ops.protect('app.place_search');
create policy look on app.place_search for select to :organiser, :worker using (community = (select app.community()));
create policy note on app.place_search for insert to :worker with check (community = (select app.community()));
create policy forget on app.place_search for delete to :worker using (community = (select app.community()));
grant select on app.place_search to :organiser, :worker;
grant insert, delete on app.place_search to :worker;

-- The sentence for those who organise, on its way there; nobody but its author reads it here.
alter table app.invitation add column words text not null default '' check (length(words) <= 500),
  drop constraint invitation_answer_check,
  add constraint invitation_answer_check check (answer in ('yes', 'no', 'elsewhere'));
call ops.classify('app.invitation', '{"personal": "words"}');
grant update (words) on app.invitation to :member;

-- Answers and hours are one's own again once one has no place any more.
create or replace function app.has_place(wanted uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return exists (select 1 from app.placement where community = app.community() and application = wanted and ended is null);
drop policy by_link on app.placement;
create policy by_link on app.placement for select to :visitor using (community = (select app.community()) and ended is null and application in (select id from app.application));

-- Asks for a circle's places to be looked after; not while the community itself is going.
create function app.tend_places(of_community uuid, which uuid, due timestamptz default now()) returns void language sql security definer set search_path = app, pg_temp
  begin atomic
    insert into ops.outbox (id, queue, body, after)
      select gen_random_uuid(), 'formation.places', jsonb_build_object('community', of_community, 'circle', which), due
      where exists (select 1 from app.community where id = of_community);
  end;

-- What a person answers frees their place at once. SECURITY DEFINER, here and below: members see no places but their own.
create function app.place_answered() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
declare
  whose uuid;
begin
  update app.placement p set ended = case new.answer when 'no' then 'declined' else 'elsewhere' end, ended_at = now(), words = new.words, news = true
    from app.application a
    where p.community = new.community and p.circle = new.circle and p.ended is null
      and a.community = p.community and a.id = p.application and a.person = new.person
    returning p.application into whose;
  if whose is null then return null; end if;
  if new.answer = 'elsewhere' then
    update app.application set again_since = now() where community = new.community and id = whose;
  end if;
  perform app.tend_places(new.community, new.circle);
  return null;
end $$;
create trigger place_answered after update of answer on app.invitation for each row
  when (new.via = 'placement' and new.answer in ('no', 'elsewhere') and new.answer is distinct from old.answer) execute function app.place_answered();

-- Whoever leaves a circle that has written nothing yet frees a place in it. Afterwards the circle itself decides who joins.
create function app.place_left() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if not exists (select 1 from app.formed_circle f join app.circle c on c.community = f.community and c.id = f.circle
    where f.community = new.community and f.circle = new.circle and c.wrote_at is null) then return null; end if;
  update app.placement p set ended = 'left', ended_at = now(), news = true from app.application a
    where p.community = new.community and p.circle = new.circle and p.ended is null and a.community = p.community and a.id = p.application and a.person = new.person;
  perform app.tend_places(new.community, new.circle);
  return null;
end $$;
create trigger place_left after update of left_at on app.seat for each row when (old.left_at is null and new.left_at is not null) execute function app.place_left();

-- With an application its places go, and what was offered for them.
create function app.application_gone() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
declare
  which uuid;
begin
  for which in select circle from app.placement where community = old.community and application = old.id and ended is null loop
    update app.invitation set ended_at = now()
      where community = old.community and circle = which and person = old.person and via = 'placement' and ended_at is null;
    perform app.tend_places(old.community, which);
  end loop;
  return old;
end $$;
create trigger application_gone before delete on app.application for each row execute function app.application_gone();

create function app.place_ended() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update app.invitation i set ended_at = now() from app.application a
    where a.community = new.community and a.id = new.application and i.community = new.community and i.circle = new.circle and i.person = a.person
      and i.via = 'placement' and i.ended_at is null;
  return null;
end $$;
create trigger place_ended after update of ended on app.placement for each row when (old.ended is null and new.ended is not null) execute function app.place_ended();

-- How many sit in a circle, or may still: everybody for whom a place is kept counts, whoever has come already counts once.
create function app.places_taken(of_community uuid, which uuid) returns integer language sql stable security definer set search_path = app, pg_temp
  return (select count(*)::integer from app.seat where community = of_community and circle = which and left_at is null)
    + (select count(*)::integer from app.placement p join app.application a on a.community = p.community and a.id = p.application
      where p.community = of_community and p.circle = which and p.ended is null
        and not exists (select 1 from app.seat s where s.community = p.community and s.circle = p.circle and s.person = a.person and s.left_at is null));

-- A place that is kept after publishing: its circle has written nothing and grows no larger than was wished for; whoever is here already finds
-- an invitation. The rows of the circle and of the application change, so that whoever sits down or comes in at this moment looks again.
create function app.place_made() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
declare
  who uuid;
  taken integer;
  most integer;
  host uuid;
begin
  update app.application set waits = false, again_since = null
    where community = new.community and id = new.application and (new.how <> 'published' or waits or again_since is not null);
  if new.how = 'published' then return null; end if;
  select person into who from app.application where community = new.community and id = new.application;
  select coalesce(app.person(), published_by), least(10, (policy->'size'->>'max')::integer) into host, most
    from app.formation where community = new.community and id = new.formation;
  taken := app.places_taken(new.community, new.circle);
  if taken > most or not app.may_place(new.circle) then raise exception 'no place can be kept in this circle'; end if;
  update app.circle set moves = moves + 1, places = greatest(places, taken) where community = new.community and id = new.circle;
  if who is not null then
    insert into app.invitation (community, id, circle, person, via, made_by, until)
      values (new.community, gen_random_uuid(), new.circle, who, 'placement', host, new.until);
  end if;
  -- Now, to write to whoever it concerns, and again when its day has passed.
  perform app.tend_places(new.community, new.circle), app.tend_places(new.community, new.circle, new.until);
  return null;
end $$;
create trigger place_made after insert on app.placement for each row execute function app.place_made();

-- As before, but for places that are still kept.
create or replace function app.place_finds_person() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  insert into app.invitation (community, id, circle, person, via, made_by, until)
    select p.community, gen_random_uuid(), p.circle, new.person, 'placement', f.published_by, p.until
    from app.placement p
      join app.formation f on f.community = p.community and f.id = p.formation
      join app.circle c on c.community = p.community and c.id = p.circle
    where p.community = new.community and p.application = new.id and p.until > now() and p.ended is null and c.ended_at is null;
  return null;
end $$;

-- Whether somebody may still come into a circle of one's own for whom a place is kept: nothing of who, of how many, or of why.
create function app.is_awaited(wanted uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return wanted in (select app.my_circles()) and exists (
    select 1 from app.placement p join app.application a on a.community = p.community and a.id = p.application
    where p.community = app.community() and p.circle = wanted and p.ended is null and p.until > now()
      and not exists (select 1 from app.seat s where s.community = p.community and s.circle = p.circle and s.person = a.person and s.left_at is null));

revoke all on function app.tend_places(uuid, uuid, timestamptz), app.place_answered(), app.place_left(), app.application_gone(), app.place_ended(), app.places_taken(uuid, uuid),
  app.place_made(), app.is_awaited(uuid) from public;
grant execute on function app.is_awaited(uuid) to :member;
grant execute on function app.may_place(uuid) to :worker;

create policy tend on app.placement for update to :organiser, :worker using (community = (select app.community())) with check (community = (select app.community()));
create policy fill on app.placement for insert to :worker with check (community = (select app.community()) and how <> 'published');
grant update (ended, ended_at, news) on app.placement to :organiser;
grant select on app.placement to :worker;
grant insert (community, id, formation, application, circle, name, until, how, fills, told, news), update (ended, ended_at, told, news) on app.placement to :worker;
create policy tend on app.formed_circle for update to :organiser, :worker using (community = (select app.community())) with check (community = (select app.community()));
create policy look_after on app.formed_circle for select to :worker using (community = (select app.community()));
grant update (slots) on app.formed_circle to :organiser, :worker;
grant select (community, circle, formation, people, minutes, begins) on app.formed_circle to :worker;
grant select (again_since) on app.application to :organiser, :worker, :member;
-- Whoever gives out places of a season changes its row first: of two who do so at once the second looks again.
grant update (moves) on app.season to :organiser;
create policy placements_at_work on app.invitation for select to :worker using (community = (select app.community()) and via = 'placement');
grant select (community, circle, person, via, made_at, answer) on app.invitation to :worker;

-- Places that were kept before now end on their day, too.
insert into ops.outbox (id, queue, body, after)
  select gen_random_uuid(), 'formation.places', jsonb_build_object('community', community, 'circle', circle), max(until)
  from app.placement where ended is null and until > now() group by community, circle;
