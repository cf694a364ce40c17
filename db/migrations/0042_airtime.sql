-- How many seconds somebody spoke in a meeting, by their own microphone's level, where they have switched it on and agreed to share: a number and
-- nothing else. The circle sees the numbers only while everybody who is present has agreed; they are forgotten a day later.
create table app.airtime (
  community uuid not null,
  run uuid not null,
  person uuid not null,
  circle uuid not null,
  seconds integer not null check (seconds between 0 and 86400),
  primary key (community, run, person),
  foreign key (community, run) references app.run on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade
);
create index on app.airtime (community, circle);
create index on app.airtime (community, person);
call ops.classify('app.airtime', '{"personal": "seconds", "technical": "community run circle", "personal, of the person": "person"}');
call ops.protect('app.airtime');
create policy mine on app.airtime to :member using (community = (select app.community()) and circle = (select app.circle()) and person = (select app.person()))
  with check (community = (select app.community()) and circle = (select app.circle()) and person = (select app.person()) and (select app.seat_floor()) is not null
    and exists (select 1 from app.run r where r.community = airtime.community and r.id = airtime.run and r.circle = airtime.circle and r.ended_at is null));
create policy forget on app.airtime for select to :worker using (community = (select app.community()));
create policy forgetting on app.airtime for delete to :worker using (community = (select app.community()));
grant select, insert, delete on app.airtime to :member;
grant update (seconds) on app.airtime to :member;
grant select (community, run) on app.airtime to :worker;
grant delete on app.airtime to :worker;

-- What is shared of a run among those present: whoever agreed, with their seconds only where all have.
create function app.shared_airtime(of_run uuid, present uuid[]) returns table (person uuid, seconds integer)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select a.person, case when cardinality(present) > 1 and not exists (
        select 1 from unnest(present) as p(id) where not exists (
          select 1 from app.airtime b where b.community = app.community() and b.run = of_run and b.person = p.id))
      then a.seconds end
    from app.airtime a
    where a.community = app.community() and a.circle = app.circle() and a.run = of_run and a.person = any(present)
      and app.seat_floor() is not null and app.person() = any(present)
    order by a.person;
  end;
revoke all on function app.shared_airtime(uuid, uuid[]) from public;
grant execute on function app.shared_airtime(uuid, uuid[]) to :member;
