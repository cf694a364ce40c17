-- Meetings beside the series: one that is held by everybody in their own time, and one that was asked for soon.

alter table app.meeting alter column series drop not null;
alter table app.meeting
  add column kind text not null default 'series' check (kind in ('series', 'apart', 'soon')),
  add column starts_at timestamptz,
  add column minutes integer check (minutes between 15 and 480),
  add column zone text,
  add constraint of_series_or_beside check ((kind = 'series') = (series is not null)
    and num_nonnulls(starts_at, minutes, zone) = case kind when 'series' then 0 else 3 end);
call ops.classify('app.meeting', '{"shared": "starts_at minutes zone", "technical": "kind"}');
create policy hold_beside on app.meeting for insert to :member with check (community = (select app.community())
  and circle = (select app.circle()) and circle in (select app.my_circles()) and series is null);

-- Those who hold a meeting apart, and until when something is asked of each in the window that is open; `until` is null where nothing is. Facts, not
-- words: so that people are told and reminded, and find at home what is asked of them. Replaced with every window, gone with the last.
create table app.run_awaited (
  community uuid not null,
  run uuid not null,
  person uuid not null,
  circle uuid not null,
  meeting uuid not null,
  -- Which window of the run: a number.
  window_number integer not null,
  until timestamptz,
  -- When they were written to: that it begins, and once in a window that something is asked of them.
  told_at timestamptz,
  reminded_at timestamptz,
  primary key (community, run, person),
  foreign key (community, run) references app.run on delete cascade,
  foreign key (community, person) references app.person on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, meeting) references app.meeting on delete cascade
);
create index on app.run_awaited (community, person);
create index on app.run_awaited (community, circle);
create index on app.run_awaited (community, meeting);
call ops.classify('app.run_awaited', '{"personal": "until told_at reminded_at", "technical": "community run circle meeting window_number", "personal, of the person": "person"}');
call ops.protect('app.run_awaited');

-- The circle alone sees it: whose press ends a window says who is asked in the next. Of other circles one sees what one is asked oneself.
create policy ours on app.run_awaited for select to :member using (community = (select app.community())
  and ((circle = (select app.circle()) and (select app.seat_floor()) is not null) or (person = (select app.person()) and circle in (select app.my_circles()))));
create policy ask on app.run_awaited for insert to :member with check (community = (select app.community()) and circle = (select app.circle())
  and exists (select 1 from app.run r where r.community = run_awaited.community and r.id = run_awaited.run and r.circle = run_awaited.circle and r.meeting = run_awaited.meeting)
  and exists (select 1 from app.seat s where s.community = run_awaited.community and s.circle = run_awaited.circle and s.person = run_awaited.person and s.left_at is null));
create policy asked on app.run_awaited for update to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null)
  with check (community = (select app.community()) and circle = (select app.circle()));
create policy over on app.run_awaited for delete to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null);
grant select (community, run, person, circle, meeting, window_number, until), insert (community, run, person, circle, meeting, window_number, until), delete on app.run_awaited to :member;
grant update (until) on app.run_awaited to :member;
-- The worker reminds once a window, whoever else it is that looks at the same moment.
create policy remind on app.run_awaited for select to :worker using (community = (select app.community()));
create policy reminded on app.run_awaited for update to :worker using (community = (select app.community())) with check (community = (select app.community()));
grant select on app.run_awaited to :worker;
grant update (told_at, reminded_at) on app.run_awaited to :worker;

-- The circle is asked whether it can meet soon. Why is asked nowhere and has no place here. `starts_at` once a time is set; the meeting has the same id.
create table app.soon (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  asked_by uuid,
  minutes integer not null check (minutes between 15 and 480),
  made_at timestamptz not null,
  starts_at timestamptz,
  -- Of what those who sit there were told by mail: 'asked', 'set'.
  told text,
  primary key (community, id),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, asked_by) references app.person on delete set null (asked_by)
);
create index on app.soon (community, circle);
create index on app.soon (community, asked_by);
call ops.classify('app.soon', '{"personal": "asked_by made_at starts_at", "technical": "community id circle minutes told"}');
call ops.protect('app.soon');

create table app.soon_time (
  community uuid not null,
  soon uuid not null,
  starts_at timestamptz not null,
  circle uuid not null,
  primary key (community, soon, starts_at),
  foreign key (community, soon) references app.soon on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade
);
create index on app.soon_time (community, circle);
call ops.classify('app.soon_time', '{"shared": "starts_at", "technical": "community soon circle"}');
call ops.protect('app.soon_time');

-- Who can at one of the times, and who cannot. A row each, changed by nobody but its person.
create table app.soon_answer (
  community uuid not null,
  soon uuid not null,
  starts_at timestamptz not null,
  person uuid not null,
  circle uuid not null,
  can boolean not null,
  primary key (community, soon, starts_at, person),
  foreign key (community, soon, starts_at) references app.soon_time on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade
);
create index on app.soon_answer (community, circle);
create index on app.soon_answer (community, person);
call ops.classify('app.soon_answer', '{"personal": "can", "shared": "starts_at", "technical": "community soon circle", "personal, of the person": "person"}');
call ops.protect('app.soon_answer');

create policy ours on app.soon for select to :member using (community = (select app.community()) and circle in (select app.my_circles()));
create policy ask on app.soon for insert to :member with check (community = (select app.community()) and circle = (select app.circle()) and circle in (select app.my_circles())
  and asked_by = (select app.person()) and starts_at is null);
create policy set_time on app.soon for update to :member using (community = (select app.community()) and circle = (select app.circle()) and circle in (select app.my_circles()))
  with check (community = (select app.community()) and circle = (select app.circle()));
create policy take_back on app.soon for delete to :member using (community = (select app.community()) and circle = (select app.circle()) and circle in (select app.my_circles())
  and asked_by = (select app.person()));
grant select (community, id, circle, asked_by, minutes, made_at, starts_at), insert (community, id, circle, asked_by, minutes, made_at), delete on app.soon to :member;
grant update (starts_at) on app.soon to :member;
create policy tell on app.soon for select to :worker using (true);
create policy told on app.soon for update to :worker using (community = (select app.community())) with check (community = (select app.community()));
create policy forget on app.soon for delete to :worker using (true);
grant select (community, id, circle, asked_by, made_at, starts_at, told), delete on app.soon to :worker;
grant update (told) on app.soon to :worker;

create policy ours on app.soon_time for select to :member using (community = (select app.community()) and circle in (select app.my_circles()));
create policy propose on app.soon_time for insert to :member with check (community = (select app.community()) and circle = (select app.circle())
  and exists (select 1 from app.soon s where s.community = soon_time.community and s.id = soon_time.soon and s.circle = soon_time.circle and s.asked_by = (select app.person())));
grant select, insert on app.soon_time to :member;

create policy ours on app.soon_answer for select to :member using (community = (select app.community()) and circle in (select app.my_circles()));
create policy say on app.soon_answer for insert to :member with check (community = (select app.community()) and circle = (select app.circle()) and circle in (select app.my_circles())
  and person = (select app.person())
  and exists (select 1 from app.soon_time t where t.community = soon_answer.community and t.soon = soon_answer.soon and t.starts_at = soon_answer.starts_at and t.circle = soon_answer.circle));
create policy say_otherwise on app.soon_answer for update to :member using (community = (select app.community()) and circle = (select app.circle()) and circle in (select app.my_circles())
  and person = (select app.person())) with check (person = (select app.person()));
grant select, insert on app.soon_answer to :member;
grant update (can) on app.soon_answer to :member;
