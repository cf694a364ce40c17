-- Proposals of who sits with whom, the places that were published from one, and what becomes of them.

create table app.formation (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  made_by uuid,
  made_at timestamptz not null default now(),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'ready', 'failed', 'published')),
  -- How much of the search is done, 0 to 1.
  share double precision not null default 0,
  rhythm text not null check (rhythm in ('weekly', 'fortnightly')),
  policy jsonb not null,
  -- Ids of those whom it is to seat.
  people jsonb not null default '[]',
  -- The circles it began from: `[{circle, members}]`.
  earlier jsonb,
  -- What stays when it is searched again: `{people, circles}`.
  locks jsonb not null default '{"people": [], "circles": []}',
  -- Who sits where, by the ids of applications, and why.
  result jsonb,
  published_at timestamptz,
  published_by uuid,
  primary key (community, id),
  foreign key (community, made_by) references app.person on delete set null (made_by),
  foreign key (community, published_by) references app.person on delete set null (published_by)
);
create index on app.formation (community, made_by);
create index on app.formation (community, published_by);
call ops.classify('app.formation', '{"shared": "made_at state share rhythm policy people earlier locks result published_at published_by", "technical": "community id", "personal, of the person": "made_by"}');
call ops.protect('app.formation');
create policy look on app.formation for select to :organiser, :worker using (community = (select app.community()));
create policy propose on app.formation for insert to :organiser with check (community = (select app.community()) and made_by = (select app.person()) and published_at is null);
create policy change on app.formation for update to :organiser using (community = (select app.community()) and published_at is null)
  with check (community = (select app.community()) and (published_at is null or published_by = (select app.person())));
create policy discard on app.formation for delete to :organiser using (community = (select app.community()) and published_at is null);
create policy work on app.formation for update to :worker using (community = (select app.community()) and published_at is null) with check (community = (select app.community()) and published_at is null);
grant select, delete on app.formation to :organiser;
grant insert (community, id, made_by, rhythm, policy, people, earlier, locks) on app.formation to :organiser;
grant update (state, result, locks, published_at, published_by) on app.formation to :organiser;
grant select on app.formation to :worker;
grant update (state, share, result) on app.formation to :worker;

-- A place that was published for an applicant.
create table app.placement (
  community uuid not null,
  id uuid not null,
  formation uuid not null,
  application uuid not null,
  circle uuid not null,
  -- The circle's name when it was published, for whoever follows a personal link.
  name text not null,
  until timestamptz not null,
  primary key (community, id),
  unique (community, formation, application),
  foreign key (community, formation) references app.formation on delete cascade,
  foreign key (community, application) references app.application on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade
);
create index on app.placement (community, application);
create index on app.placement (community, circle);
call ops.classify('app.placement', '{"shared": "name until", "technical": "community id formation application circle"}');
call ops.protect('app.placement');
create policy look on app.placement for select to :organiser, :worker using (community = (select app.community()));
create policy publish on app.placement for insert to :organiser with check (community = (select app.community()));
create policy by_link on app.placement for select to :visitor using (community = (select app.community()) and application in (select id from app.application));
grant select, insert on app.placement to :organiser;
grant select (community, application, circle, name, until) on app.placement to :visitor;
grant select (community, application) on app.placement to :worker;

-- A circle as it was published: when all whose places were kept could meet, and by what kinds of answers they were brought together. No
-- column that keeps people apart stands here, for its members read it.
create table app.formed_circle (
  community uuid not null,
  circle uuid not null,
  formation uuid,
  made_by uuid,
  -- `[{zone, weekday, minute}]`, the kindest to the worst off first.
  slots jsonb not null,
  minutes integer not null,
  begins date,
  -- Names of columns.
  alike text[] not null,
  unlike text[] not null,
  primary key (community, circle),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, formation) references app.formation on delete set null (formation),
  foreign key (community, made_by) references app.person on delete set null (made_by)
);
create index on app.formed_circle (community, formation);
create index on app.formed_circle (community, made_by);
call ops.classify('app.formed_circle', '{"shared": "slots minutes begins alike unlike", "technical": "community circle formation", "personal, of the person": "made_by"}');
call ops.protect('app.formed_circle');
create policy publish on app.formed_circle for insert to :organiser with check (community = (select app.community()) and made_by = (select app.person()));
create policy look on app.formed_circle for select to :organiser using (community = (select app.community()));
create policy ours on app.formed_circle for select to :member using (community = (select app.community()) and (circle in (select app.my_circles())
  or circle in (select circle from app.invitation where person = (select app.person()) and via = 'placement')));
create policy by_link on app.formed_circle for select to :visitor using (community = (select app.community()) and circle in (select circle from app.placement));
grant select on app.formed_circle to :organiser;
grant insert on app.formed_circle to :organiser;
grant select (community, circle, made_by, slots, minutes, begins, alike, unlike) on app.formed_circle to :member;
grant select (community, circle, slots, minutes, begins) on app.formed_circle to :visitor;

-- Whether places may be kept in a circle: one of a season that has not written yet. A function, for the owner of these tables counts as every
-- role: under its eyes the policies of invitations asked about circles, and those about invitations.
create function app.may_place(wanted uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return exists (select 1 from app.circle where community = app.community() and id = wanted and origin = 'season' and wrote_at is null and ended_at is null);
revoke all on function app.may_place(uuid) from public;
grant execute on function app.may_place(uuid) to :organiser;
drop policy place on app.invitation;
create policy place on app.invitation for insert to :organiser with check (community = (select app.community()) and via = 'placement' and app.may_place(circle));

-- A place waits for whoever takes their personal link: with the account it becomes an invitation of their own, in the same transaction.
-- SECURITY DEFINER, for the role of accounts sees no places and no invitations.
create function app.place_finds_person() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  insert into app.invitation (community, id, circle, person, via, made_by, until)
    select p.community, gen_random_uuid(), p.circle, new.person, 'placement', f.published_by, p.until
    from app.placement p
      join app.formation f on f.community = p.community and f.id = p.formation
      join app.circle c on c.community = p.community and c.id = p.circle
    where p.community = new.community and p.application = new.id and p.until > now() and c.ended_at is null;
  return null;
end $$;
create trigger place_finds_person after update of person on app.application for each row
  when (old.person is null and new.person is not null) execute function app.place_finds_person();
revoke all on function app.place_finds_person() from public;

-- As before, and neither does a circle end while a place in it waits for somebody who has not come yet.
create or replace function app.end_if_empty(of_community uuid, which uuid) returns void language sql security definer set search_path = app, pg_temp
  begin atomic
    update app.circle c set moves = moves + 1, ended_at = case
        when exists (select 1 from app.seat s where s.community = c.community and s.circle = c.id and s.left_at is null)
          or exists (select 1 from app.invitation i where i.community = c.community and i.circle = c.id and i.via = 'placement' and i.ended_at is null and i.until > now())
          or exists (select 1 from app.placement p join app.application a on a.community = p.community and a.id = p.application
            where p.community = c.community and p.circle = c.id and p.until > now() and a.person is null)
        then c.ended_at else coalesce(c.ended_at, now()) end
      where c.community = of_community and c.id = which;
  end;
