-- What people did to a proposal after it was found, step by step, so that each can be undone and done again; and what was found out when
-- somebody asked what each wish costs. `app.formation.result` stays as it was found until it is published.

-- Which state of the proposal stands: a new one after each change. What is held in memory is known by it.
alter table app.formation add column revision uuid not null default gen_random_uuid();
-- How many of the steps are done; those after them were undone.
alter table app.formation add column done integer not null default 0 check (done >= 0);
call ops.classify('app.formation', '{"technical": "revision done"}');
grant update (revision, done) on app.formation to :organiser;

create table app.formation_step (
  community uuid not null,
  formation uuid not null,
  -- From 1 on.
  number integer not null check (number > 0),
  made_by uuid,
  made_at timestamptz not null default now(),
  -- `{kind: "move", person, from, to}` by the id of an application and the names of circles, or `{kind: "lock", list, of, on}`.
  change jsonb not null,
  -- How the whole stood afterwards, and the fits of the circles that it touched, before and after.
  figures jsonb not null,
  primary key (community, formation, number),
  foreign key (community, formation) references app.formation on delete cascade,
  foreign key (community, made_by) references app.person on delete set null (made_by)
);
create index on app.formation_step (community, made_by);
call ops.classify('app.formation_step', '{"shared": "made_at change figures", "technical": "community formation number", "personal, of the person": "made_by"}');
call ops.protect('app.formation_step');
create policy look on app.formation_step for select to :organiser using (community = (select app.community()));
create policy take on app.formation_step for insert to :organiser with check (community = (select app.community()) and made_by = (select app.person()));
create policy forget on app.formation_step for delete to :organiser using (community = (select app.community()));
grant select (community, formation, number, made_at, change, figures), delete on app.formation_step to :organiser;
grant insert (community, formation, number, made_by, change, figures) on app.formation_step to :organiser;

-- What each wish costs: one answer a proposal, about the state that stood when it was asked.
create table app.formation_price (
  community uuid not null,
  formation uuid not null,
  id uuid not null,
  made_by uuid,
  made_at timestamptz not null default now(),
  revision uuid not null,
  -- Who sat where: `[{circle, members}]`.
  circles jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'ready', 'failed')),
  share double precision not null default 0,
  answers jsonb,
  primary key (community, formation),
  foreign key (community, formation) references app.formation on delete cascade,
  foreign key (community, made_by) references app.person on delete set null (made_by)
);
create index on app.formation_price (community, made_by);
call ops.classify('app.formation_price', '{"shared": "made_at circles state share answers", "technical": "community formation id revision", "personal, of the person": "made_by"}');
call ops.protect('app.formation_price');
create policy look on app.formation_price for select to :organiser, :worker using (community = (select app.community()));
create policy ask on app.formation_price for insert to :organiser with check (community = (select app.community()) and made_by = (select app.person()));
create policy forget on app.formation_price for delete to :organiser using (community = (select app.community()));
create policy work on app.formation_price for update to :worker using (community = (select app.community())) with check (community = (select app.community()));
grant select, delete on app.formation_price to :organiser;
grant insert (community, formation, id, made_by, revision, circles) on app.formation_price to :organiser;
grant select on app.formation_price to :worker;
grant update (state, share, answers) on app.formation_price to :worker;
