-- A change of circles that people sit in: merged, split, one who moves, one who comes. Everybody whom it touches is asked, one after the
-- other in stages, and nothing happens unless all say yes. A yes is kept until it is decided, a no nowhere at all.

create table app.rebalancing (
  community uuid not null,
  id uuid not null,
  season uuid not null,
  kind text not null check (kind in ('merge', 'split', 'move', 'fill')),
  words text not null default '' check (length(words) <= 500),
  made_by uuid,
  made_at timestamptz not null,
  -- When the last stage ends; the others end in equal steps before.
  until timestamptz not null check (until > made_at),
  stages smallint not null check (stages between 1 and 3),
  -- The circle that a split begins, which stands nowhere else before everybody has said yes.
  new_circle uuid,
  new_name text check (length(trim(new_name)) between 1 and 80),
  -- When all of the circles could meet afterwards, by the circle: `{circle: [{zone, weekday, minute}]}`.
  slots jsonb not null default '{}',
  minutes integer not null,
  -- Who is asked now. Whoever organises does not see how far it came: it would tell where the no was.
  stage smallint not null default 1,
  outcome text check (outcome in ('done', 'no', 'void', 'withdrawn')),
  -- The day only.
  ended_at timestamptz,
  -- Counts who has said yes, so that two at the same moment meet each other.
  moves integer not null default 0,
  primary key (community, id),
  check ((kind = 'split') = (new_circle is not null) and (new_circle is null) = (new_name is null)),
  foreign key (community, season) references app.season on delete cascade,
  foreign key (community, made_by) references app.person on delete set null (made_by)
);
create index on app.rebalancing (community, season);
create index on app.rebalancing (community, made_by);
call ops.classify('app.rebalancing', '{"shared": "kind words made_at until stages new_name slots minutes outcome ended_at", "technical": "community id season new_circle stage moves", "personal, of the person": "made_by"}');
call ops.protect('app.rebalancing');

-- A circle that it touches, as it stood when people were asked.
create table app.rebalancing_circle (
  community uuid not null,
  rebalancing uuid not null,
  circle uuid not null,
  part text not null check (part in ('stays', 'ends')),
  -- The circle's own count: where it has moved on, somebody has come or gone.
  moves integer not null,
  open boolean not null default true,
  primary key (community, rebalancing, circle),
  foreign key (community, rebalancing) references app.rebalancing on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade
);
create index on app.rebalancing_circle (community, circle);
create unique index one_change_each on app.rebalancing_circle (community, circle) where open;
call ops.classify('app.rebalancing_circle', '{"shared": "part", "technical": "community rebalancing circle moves open"}');
call ops.protect('app.rebalancing_circle');

-- Somebody whom it touches: where they sit, where they would sit, and when they are asked. Whoever waits for a place sits nowhere yet.
create table app.rebalancing_seat (
  community uuid not null,
  rebalancing uuid not null,
  person uuid not null,
  from_circle uuid,
  to_circle uuid not null,
  stage smallint not null check (stage between 1 and 3),
  primary key (community, rebalancing, person),
  foreign key (community, rebalancing) references app.rebalancing on delete cascade,
  foreign key (community, person) references app.person on delete cascade,
  foreign key (community, from_circle) references app.circle on delete cascade
);
create index on app.rebalancing_seat (community, person);
create index on app.rebalancing_seat (community, from_circle);
call ops.classify('app.rebalancing_seat', '{"personal": "from_circle to_circle stage", "technical": "community rebalancing", "personal, of the person": "person"}');
call ops.protect('app.rebalancing_seat');

create table app.rebalancing_yes (
  community uuid not null,
  rebalancing uuid not null,
  person uuid not null,
  said_at timestamptz not null default now(),
  primary key (community, rebalancing, person),
  foreign key (community, rebalancing, person) references app.rebalancing_seat on delete cascade
);
call ops.classify('app.rebalancing_yes', '{"personal": "said_at", "technical": "community rebalancing", "personal, of the person": "person"}');
call ops.protect('app.rebalancing_yes');

-- Of what those concerned were told: once of each.
create table app.rebalancing_told (
  community uuid not null,
  rebalancing uuid not null,
  what text not null,
  primary key (community, rebalancing, what),
  foreign key (community, rebalancing) references app.rebalancing on delete cascade
);
call ops.classify('app.rebalancing_told', '{"technical": "community rebalancing what"}');
call ops.protect('app.rebalancing_told');
