-- What a proposal was made from, what an organiser has fixed in it, and what becomes of the places once it is published.

-- Ids of those whom it is to seat, the circles it began from (`[{circle, members, locked}]`), and what stays when it is searched again
-- (`{people, circles}`).
alter table app.formation
  add column people jsonb not null default '[]',
  add column earlier jsonb,
  add column locks jsonb not null default '{"people": [], "circles": []}';
call ops.classify('app.formation', '{"shared": "made_at state share rhythm policy result published_at published_by people earlier locks", "technical": "community id", "personal, of the person": "made_by"}');
grant insert (people, earlier, locks) on app.formation to :organiser;
grant update (locks) on app.formation to :organiser;

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
grant select (circle) on app.placement to :visitor;

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
