-- A meeting as it is carried out. The run's state says who has which part and where the clock stands; the words stand apart, each row with its author,
-- and what is written in silence is nobody else's to read before all of it is shown together.

create table app.run (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  meeting uuid not null,
  epoch integer not null,
  protocol text not null,
  facilitator uuid,
  -- Counts the changes of what the room shows; two that come at once meet here.
  seq integer not null default 0,
  state bytea not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (community, id),
  unique (community, meeting),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, meeting) references app.meeting on delete cascade,
  foreign key (community, facilitator) references app.person on delete set null (facilitator)
);
create index on app.run (community, circle);
create index on app.run (community, facilitator);
call ops.classify('app.run', '{"content": "state", "personal": "facilitator", "technical": "community id circle meeting epoch protocol seq made_at ended_at"}');
call ops.holds_content('app.run');
-- A run belongs to a meeting of its own circle, and what is said in it to that circle: otherwise one circle could stand in another's way.
create policy of_our_meeting on app.run as restrictive for insert to :member
  with check (exists (select 1 from app.meeting m where m.community = run.community and m.id = run.meeting and m.circle = run.circle));
create policy go_on on app.run for update to :member using (community = (select app.community()) and circle = (select app.circle()) and epoch >= (select app.seat_floor()))
  with check (community = (select app.community()) and circle = (select app.circle()));
grant update (seq, state, facilitator, ended_at) on app.run to :member;

-- What happened, in order: only ever added to. A command that comes twice finds its id here.
create table app.run_change (
  community uuid not null,
  run uuid not null,
  seq integer not null,
  circle uuid not null,
  epoch integer not null,
  command text not null,
  change bytea not null,
  primary key (community, run, seq),
  unique (community, run, command),
  foreign key (community, run) references app.run on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade
);
create index on app.run_change (community, circle);
call ops.classify('app.run_change', '{"content": "change", "technical": "community run seq circle epoch command"}');
call ops.holds_content('app.run_change');
create policy of_our_run on app.run_change as restrictive for insert to :member
  with check (exists (select 1 from app.run r where r.community = run_change.community and r.id = run_change.run and r.circle = run_change.circle));

-- The challenge that was worked on, in one sentence. It is the presenter's.
create table app.challenge (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  epoch integer not null,
  person uuid not null,
  question bytea not null,
  made_at timestamptz not null default now(),
  primary key (community, id),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade
);
create index on app.challenge (community, circle);
create index on app.challenge (community, person);
call ops.classify('app.challenge', '{"content": "question", "technical": "community id circle epoch made_at", "personal, of the person": "person"}');
call ops.holds_content('app.challenge');

-- What somebody wrote in a run. Its author reads it, and whose it is (a note is the presenter's); all others only once it is shown.
create table app.run_entry (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  epoch integer not null,
  run uuid not null,
  kind text not null check (kind in ('words', 'rating', 'vote', 'note')),
  author uuid not null,
  owner uuid not null,
  body bytea not null,
  shown boolean not null default false,
  made_at timestamptz not null default now(),
  primary key (community, id),
  foreign key (community, run) references app.run on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, author) references app.person on delete cascade,
  foreign key (community, owner) references app.person on delete cascade
);
create index on app.run_entry (community, run);
create index on app.run_entry (community, circle);
create index on app.run_entry (community, author);
create index on app.run_entry (community, owner);
call ops.classify('app.run_entry', '{"content": "body", "technical": "community id circle epoch run kind owner shown made_at", "personal, of the person": "author"}');
call ops.protect('app.run_entry');
create trigger circle_wrote after insert on app.run_entry for each row execute function app.circle_wrote();
create policy read_mine_and_shown on app.run_entry for select to :member using (community = (select app.community()) and circle = (select app.circle())
  and epoch >= (select app.seat_floor()) and (author = (select app.person()) or owner = (select app.person()) or shown));
create policy write on app.run_entry for insert to :member with check (community = (select app.community()) and circle = (select app.circle())
  and epoch >= (select app.seat_floor()) and author = (select app.person()));
create policy of_our_run on app.run_entry as restrictive for insert to :member
  with check (exists (select 1 from app.run r where r.community = run_entry.community and r.id = run_entry.run and r.circle = run_entry.circle));
create policy rewrite on app.run_entry for update to :member using (community = (select app.community()) and circle = (select app.circle())
  and (author = (select app.person()) or (kind = 'note' and owner = (select app.person())))) with check (community = (select app.community()));
create policy take_back on app.run_entry for delete to :member using (community = (select app.community()) and circle = (select app.circle())
  and (author = (select app.person()) or (kind = 'note' and owner = (select app.person()))));
grant select, insert, delete on app.run_entry to :member;
grant update (body) on app.run_entry to :member;

-- Shows words to the circle: those of one step, all together. Whoever presses cannot read them before; ratings and notes are never shown.
create function app.show_entries(of_run uuid, which uuid[]) returns void language sql security definer set search_path = app, pg_temp
  begin atomic
    update app.run_entry set shown = true where community = app.community() and circle = app.circle() and run = of_run and id = any(which)
      and kind in ('words', 'vote') and app.seat_floor() is not null;
  end;
revoke all on function app.show_entries(uuid, uuid[]) from public;
grant execute on function app.show_entries(uuid, uuid[]) to :member;
