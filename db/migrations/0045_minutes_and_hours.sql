-- When somebody is awake, in hours of their own clock, also past midnight: at other hours nobody is written to about a meeting, and no window closes.
alter table app.person
  add column awake_from smallint not null default 8 check (awake_from between 0 and 23),
  add column awake_until smallint not null default 21 check (awake_until between 0 and 23),
  add constraint awake_long_enough check ((awake_until - awake_from + 24) % 24 >= 4);
call ops.classify('app.person', '{"personal": "awake_from awake_until"}');
grant update (awake_from, awake_until) on app.person to :member;

-- Whether somebody wants to be told by mail that the minutes of a meeting are there.
alter table app.contact add column tell_minutes boolean not null default true;
call ops.classify('app.contact', '{"personal": "tell_minutes"}');
grant update (tell_minutes) on app.contact to :member;

-- Who is still to be told that the minutes of a meeting are there; gone as soon as they are, and with it that they were there.
create table app.minutes_news (
  community uuid not null,
  run uuid not null,
  person uuid not null,
  circle uuid not null,
  meeting uuid not null,
  made_at timestamptz not null,
  primary key (community, run, person),
  foreign key (community, run) references app.run on delete cascade,
  foreign key (community, person) references app.person on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, meeting) references app.meeting on delete cascade
);
create index on app.minutes_news (community, person);
create index on app.minutes_news (community, circle);
create index on app.minutes_news (community, meeting);
call ops.classify('app.minutes_news', '{"technical": "community run circle meeting made_at", "personal, of the person": "person"}');
call ops.protect('app.minutes_news');
create policy ended on app.minutes_news for insert to :member with check (community = (select app.community()) and circle = (select app.circle())
  and exists (select 1 from app.run r where r.community = minutes_news.community and r.id = minutes_news.run and r.circle = minutes_news.circle and r.meeting = minutes_news.meeting and r.ended_at is not null)
  and exists (select 1 from app.seat s where s.community = minutes_news.community and s.circle = minutes_news.circle and s.person = minutes_news.person and s.left_at is null));
grant insert on app.minutes_news to :member;
create policy tell on app.minutes_news for select to :worker using (community = (select app.community()));
create policy told on app.minutes_news for delete to :worker using (community = (select app.community()));
grant select, delete on app.minutes_news to :worker;
