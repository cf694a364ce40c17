-- When a circle meets, and who comes. Times are facts that whoever sees the circle may see, organisers included; where the circle meets
-- is sealed; who comes is seen by the circle alone.

create table app.series (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  made_at timestamptz not null default now(),
  primary key (community, id),
  unique (community, circle),
  foreign key (community, circle) references app.circle on delete cascade
);
call ops.classify('app.series', '{"technical": "community id circle made_at"}');
call ops.protect('app.series');

-- From which day on the series runs how. Rows are only added: of those that begin on or before a day the last one written holds for it, so
-- what has been stays as it was.
create table app.series_rule (
  community uuid not null,
  series uuid not null,
  seq integer not null check (seq > 0),
  circle uuid not null,
  from_day date not null,
  weeks integer not null check (weeks in (1, 2)),
  wall_time text not null check (wall_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  zone text not null,
  minutes integer not null check (minutes between 15 and 480),
  made_by uuid,
  made_at timestamptz not null default now(),
  primary key (community, series, seq),
  foreign key (community, series) references app.series on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, made_by) references app.person on delete set null (made_by)
);
create index on app.series_rule (community, circle);
create index on app.series_rule (community, made_by);
call ops.classify('app.series_rule', '{"shared": "from_day weeks wall_time zone minutes", "personal": "made_by", "technical": "community series seq circle made_at"}');
call ops.protect('app.series_rule');

-- The room or the video link; the newest row that one may read holds. Sealed, and yet no word said in the circle: it does not close the easy doors (docs/decisions/0041).
create table app.series_place (
  community uuid not null,
  id uuid not null,
  series uuid not null,
  circle uuid not null,
  epoch integer not null,
  place bytea not null,
  primary key (community, id),
  foreign key (community, series) references app.series on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade
);
create index on app.series_place (community, series);
create index on app.series_place (community, circle);
call ops.classify('app.series_place', '{"content": "place", "technical": "community id series circle epoch"}');
call ops.protect('app.series_place');

-- A meeting of the series, made when something first hangs on it. Its id follows from series and day, so all make the same one. Moving or
-- skipping one will be columns here.
create table app.meeting (
  community uuid not null,
  id uuid not null,
  series uuid not null,
  circle uuid not null,
  day date not null,
  made_at timestamptz not null default now(),
  primary key (community, id),
  unique (community, series, day),
  foreign key (community, series) references app.series on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade
);
create index on app.meeting (community, circle);
call ops.classify('app.meeting', '{"shared": "day", "technical": "community id series circle made_at"}');
call ops.protect('app.meeting');

-- Who comes. `starts_at` is the start that was answered: when the series moves to another hour, everyone is asked anew.
create table app.rsvp (
  community uuid not null,
  meeting uuid not null,
  person uuid not null,
  circle uuid not null,
  answer text not null check (answer in ('in', 'out')),
  starts_at timestamptz not null,
  said_at timestamptz not null,
  primary key (community, meeting, person),
  foreign key (community, meeting) references app.meeting on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade
);
create index on app.rsvp (community, circle);
create index on app.rsvp (community, person);
call ops.classify('app.rsvp', '{"personal": "answer starts_at said_at", "technical": "community meeting circle", "personal, of the person": "person"}');
call ops.protect('app.rsvp');

-- The secret address of a person's calendar. Only the hash of its token is kept; the token follows from person and generation.
create table app.calendar_feed (
  community uuid not null,
  person uuid not null,
  generation integer not null check (generation > 0),
  token_hash bytea not null unique,
  made_at timestamptz not null default now(),
  primary key (community, person),
  foreign key (community, person) references app.person on delete cascade
);
call ops.classify('app.calendar_feed', '{"personal": "made_at", "technical": "community generation token_hash", "personal, of the person": "person"}');
call ops.protect('app.calendar_feed');

-- Whose calendar the token in context opens; nobody's, no row. SECURITY DEFINER, for a calendar program has no account.
create function app.calendar_holder() returns uuid language sql stable security definer set search_path = app, pg_temp
  return (select person from app.calendar_feed where community = app.community() and token_hash = app.token());

create policy seen_with_its_circle on app.series for select to :member using (community = (select app.community())
  and exists (select 1 from app.circle c where c.community = series.community and c.id = series.circle));
create policy times on app.series for select to :organiser, :worker using (community = (select app.community()));
create policy begin_ours on app.series for insert to :member with check (community = (select app.community())
  and circle = (select app.circle()) and circle in (select app.my_circles()));
grant select, insert on app.series to :member;
grant select on app.series to :organiser, :worker;

create policy seen_with_its_circle on app.series_rule for select to :member using (community = (select app.community())
  and exists (select 1 from app.circle c where c.community = series_rule.community and c.id = series_rule.circle));
create policy times on app.series_rule for select to :organiser, :worker using (community = (select app.community()));
create policy plan_ours on app.series_rule for insert to :member with check (community = (select app.community())
  and circle = (select app.circle()) and circle in (select app.my_circles()) and made_by = (select app.person())
  and series in (select id from app.series s where s.community = series_rule.community and s.circle = series_rule.circle));
grant select, insert on app.series_rule to :member;
grant select (community, series, seq, circle, from_day, weeks, wall_time, zone, minutes, made_at) on app.series_rule to :organiser, :worker;

create policy read_ours on app.series_place for select to :member using (community = (select app.community())
  and circle = (select app.circle()) and epoch >= (select app.seat_floor()));
create policy add_ours on app.series_place for insert to :member with check (community = (select app.community())
  and circle = (select app.circle()) and epoch >= (select app.seat_floor()));
create policy replace_ours on app.series_place for delete to :member using (community = (select app.community())
  and circle = (select app.circle()) and epoch >= (select app.seat_floor()));
grant select, insert, delete on app.series_place to :member;

create policy ours on app.meeting for select to :member using (community = (select app.community()) and circle in (select app.my_circles()));
create policy hold_ours on app.meeting for insert to :member with check (community = (select app.community())
  and circle = (select app.circle()) and circle in (select app.my_circles())
  and series in (select id from app.series s where s.community = meeting.community and s.circle = meeting.circle));
grant select, insert on app.meeting to :member;

create policy ours on app.rsvp for select to :member using (community = (select app.community()) and circle in (select app.my_circles()));
create policy say on app.rsvp for insert to :member with check (community = (select app.community()) and person = (select app.person())
  and circle = (select app.circle()) and circle in (select app.my_circles())
  and meeting in (select id from app.meeting m where m.community = rsvp.community and m.circle = rsvp.circle));
create policy say_otherwise on app.rsvp for update to :member using (community = (select app.community()) and person = (select app.person())
  and circle in (select app.my_circles())) with check (person = (select app.person()));
grant select, insert on app.rsvp to :member;
grant update (answer, starts_at, said_at) on app.rsvp to :member;

create policy own on app.calendar_feed for select to :member using (community = (select app.community()) and person = (select app.person()));
create policy begin on app.calendar_feed for insert to :member with check (community = (select app.community()) and person = (select app.person()));
create policy rotate on app.calendar_feed for update to :member using (community = (select app.community()) and person = (select app.person()))
  with check (person = (select app.person()));
grant select, insert on app.calendar_feed to :member;
grant update (generation, token_hash, made_at) on app.calendar_feed to :member;

revoke all on function app.calendar_holder() from public;
grant execute on function app.calendar_holder() to :visitor;
