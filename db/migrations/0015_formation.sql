-- Proposals of who sits with whom, and the places that were published from one.

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
call ops.classify('app.formation', '{"shared": "made_at state share rhythm policy result published_at published_by", "technical": "community id", "personal, of the person": "made_by"}');
call ops.protect('app.formation');
create policy look on app.formation for select to :organiser, :worker using (community = (select app.community()));
create policy propose on app.formation for insert to :organiser with check (community = (select app.community()) and made_by = (select app.person()) and published_at is null);
create policy change on app.formation for update to :organiser using (community = (select app.community()) and published_at is null)
  with check (community = (select app.community()) and (published_at is null or published_by = (select app.person())));
create policy discard on app.formation for delete to :organiser using (community = (select app.community()) and published_at is null);
create policy work on app.formation for update to :worker using (community = (select app.community()) and published_at is null) with check (community = (select app.community()) and published_at is null);
grant select, delete on app.formation to :organiser;
grant insert (community, id, made_by, rhythm, policy) on app.formation to :organiser;
grant update (state, result, published_at, published_by) on app.formation to :organiser;
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
grant select (community, application, name, until) on app.placement to :visitor;
grant select (community, application) on app.placement to :worker;
