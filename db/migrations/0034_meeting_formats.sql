-- Formats of a community's and a circle's own, which one is chosen for a meeting, and the format that a run began with, which stays what it was.

-- Figures are shown together as votes are; parked remarks at once.
alter table app.run_entry drop constraint run_entry_kind_check;
alter table app.run_entry add constraint run_entry_kind_check check (kind in ('words', 'rating', 'vote', 'note', 'figure', 'parked'));
create or replace function app.show_entries(of_run uuid, which uuid[]) returns void language sql security definer set search_path = app, pg_temp
  begin atomic
    update app.run_entry set shown = true where community = app.community() and circle = app.circle() and run = of_run and id = any(which)
      and kind in ('words', 'vote', 'figure') and app.seat_floor() is not null;
  end;

-- The format of a run, as it was when the room was opened. Whoever leads may choose another until the meeting starts.
grant update (protocol) on app.run to :member;
create table app.run_format (
  community uuid not null,
  run uuid not null,
  circle uuid not null,
  epoch integer not null,
  body bytea not null,
  primary key (community, run),
  foreign key (community, run) references app.run on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade
);
create index on app.run_format (community, circle);
call ops.classify('app.run_format', '{"content": "body", "technical": "community run circle epoch"}');
call ops.holds_content('app.run_format');
create policy of_our_run on app.run_format as restrictive for insert to :member
  with check (exists (select 1 from app.run r where r.community = run_format.community and r.id = run_format.run and r.circle = run_format.circle));
create policy choose_another on app.run_format for update to :member using (community = (select app.community()) and circle = (select app.circle()) and epoch >= (select app.seat_floor()))
  with check (community = (select app.community()) and circle = (select app.circle()));
grant update (body) on app.run_format to :member;

-- Which format the circle has chosen for a meeting, and who did: a name of a shipped one, or the id of one of their own.
create table app.meeting_format (
  community uuid not null,
  meeting uuid not null,
  circle uuid not null,
  format text not null,
  chosen_by uuid,
  made_at timestamptz not null default now(),
  primary key (community, meeting),
  foreign key (community, meeting) references app.meeting on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, chosen_by) references app.person on delete set null (chosen_by)
);
create index on app.meeting_format (community, circle);
create index on app.meeting_format (community, chosen_by);
call ops.classify('app.meeting_format', '{"personal": "chosen_by", "technical": "community meeting circle format made_at"}');
call ops.protect('app.meeting_format');
create policy see on app.meeting_format for select to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null);
create policy choose on app.meeting_format for insert to :member with check (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null
  and chosen_by = (select app.person()) and exists (select 1 from app.meeting m where m.community = meeting_format.community and m.id = meeting_format.meeting and m.circle = meeting_format.circle));
create policy unchoose on app.meeting_format for delete to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null);
grant select, insert, delete on app.meeting_format to :member;

-- A circle's own formats, sealed like all that it writes.
create table app.circle_format (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  epoch integer not null,
  version integer not null default 1,
  body bytea not null,
  made_by uuid,
  made_at timestamptz not null default now(),
  primary key (community, id),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, made_by) references app.person on delete set null (made_by)
);
create index on app.circle_format (community, circle);
create index on app.circle_format (community, made_by);
call ops.classify('app.circle_format', '{"content": "body", "personal": "made_by", "technical": "community id circle epoch version made_at"}');
call ops.holds_content('app.circle_format');
create policy change on app.circle_format for update to :member using (community = (select app.community()) and circle = (select app.circle()) and epoch >= (select app.seat_floor()))
  with check (community = (select app.community()) and circle = (select app.circle()));
create policy remove on app.circle_format for delete to :member using (community = (select app.community()) and circle = (select app.circle()) and epoch >= (select app.seat_floor()));
grant update (version, body) on app.circle_format to :member;
grant delete on app.circle_format to :member;

-- Formats for every circle of the community: written by organisers, or given by a circle. No word of a meeting stands in them.
create table app.community_format (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  version integer not null default 1,
  body text not null,
  made_by uuid,
  made_at timestamptz not null default now(),
  primary key (community, id),
  foreign key (community, made_by) references app.person on delete set null (made_by)
);
create index on app.community_format (community, made_by);
call ops.classify('app.community_format', '{"shared": "body version", "personal": "made_by", "technical": "community id made_at"}');
call ops.protect('app.community_format');
create policy see on app.community_format for select to :member, :organiser using (community = (select app.community()));
create policy give on app.community_format for insert to :member, :organiser with check (community = (select app.community()) and made_by = (select app.person()));
create policy change on app.community_format for update to :organiser using (community = (select app.community())) with check (community = (select app.community()));
create policy remove on app.community_format for delete to :organiser using (community = (select app.community()));
grant select (community, id, version, body, made_by, made_at), insert (community, id, version, body, made_by) on app.community_format to :member, :organiser;
grant update (version, body), delete on app.community_format to :organiser;
