-- What somebody thinks over before a meeting: theirs alone, sealed by the community, and forgotten a month after the meeting.
create table app.reflection (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  person uuid not null,
  meeting uuid not null,
  high bytea,
  low bytea,
  why bytea,
  made_at timestamptz not null,
  primary key (community, id),
  unique (community, meeting, person),
  foreign key (community, person) references app.person on delete cascade,
  foreign key (community, meeting) references app.meeting on delete cascade
);
create index on app.reflection (community, person);
call ops.classify('app.reflection', '{"personal": "high low why made_at", "technical": "community id meeting", "personal, of the person": "person"}');
call ops.protect('app.reflection');
create policy mine on app.reflection to :member using (community = (select app.community()) and person = (select app.person()))
  with check (community = (select app.community()) and person = (select app.person()));
create policy forget on app.reflection for select to :worker using (community = (select app.community()));
create policy forgetting on app.reflection for delete to :worker using (community = (select app.community()));
grant select, insert, delete on app.reflection to :member;
grant update (high, low, why) on app.reflection to :member;
grant select (community, id) on app.reflection to :worker;
grant delete on app.reflection to :worker;
