-- Circles and the seats in them. Who may do what with them stands in the next file.

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
  -- Counts who sat down or got up. Each such step changes it, so that two at the same moment meet each other.
  moves integer not null default 0,
  primary key (community, id),
  foreign key (community, founder) references app.person on delete set null (founder)
);
create index on app.circle (community, founder);
call ops.classify('app.circle', '{"shared": "name purpose rhythm places open origin", "technical": "community id made_at wrote_at ended_at founder moves"}');
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
  until timestamptz not null default now() + interval '30 days',
  ended_at timestamptz,
  -- What the person said to a place that was kept for them.
  answer text check (answer in ('yes', 'no')),
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
call ops.classify('app.invitation', '{"personal": "made_at until answer", "technical": "community id circle token_hash via made_by ended_at", "personal, of the person": "person"}');
call ops.protect('app.invitation');

-- Someone asks for a place; each member of the circle says yes, or one says not now.
create table app.join_request (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  person uuid not null,
  words text not null default '' check (length(words) <= 1000),
  made_at timestamptz not null default now(),
  -- How many have said yes. Each yes changes it, so that the last two at the same moment meet each other.
  yeses integer not null default 0,
  outcome text check (outcome in ('seated', 'not now', 'withdrawn')),
  -- Of which outcome those concerned were told by mail; 'asked' before there is one.
  told text,
  primary key (community, id),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade
);
create unique index one_open_request on app.join_request (community, circle, person) where outcome is null;
create index on app.join_request (community, person);
call ops.classify('app.join_request', '{"personal": "words made_at outcome", "technical": "community id circle yeses told", "personal, of the person": "person"}');
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
