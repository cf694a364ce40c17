-- Whose turn it is: who was there and did what at each meeting, and what is wished for the next one. The circle alone sees it; organisers have no
-- right to any of it. No words are kept here, so a newcomer may see all of it: whose turn it is follows from the whole.

-- A meeting of which it is known who did what. `told_by`: who said so, where it was not the meeting room.
create table app.turn_meeting (
  community uuid not null,
  meeting uuid not null,
  circle uuid not null,
  told_by uuid,
  made_at timestamptz not null,
  primary key (community, meeting),
  foreign key (community, meeting) references app.meeting on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, told_by) references app.person on delete set null (told_by)
);
create index on app.turn_meeting (community, circle);
create index on app.turn_meeting (community, told_by);
call ops.classify('app.turn_meeting', '{"personal": "told_by", "technical": "community meeting circle made_at"}');
call ops.protect('app.turn_meeting');

create table app.turn_there (
  community uuid not null,
  meeting uuid not null,
  person uuid not null,
  circle uuid not null,
  primary key (community, meeting, person),
  foreign key (community, meeting) references app.turn_meeting on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade
);
create index on app.turn_there (community, circle);
create index on app.turn_there (community, person);
call ops.classify('app.turn_there', '{"technical": "community meeting circle", "personal, of the person": "person"}');
call ops.protect('app.turn_there');

-- `whose`: whose turn it counts as, where two have swapped.
create table app.turn (
  community uuid not null,
  meeting uuid not null,
  role text not null check (role in ('presenter', 'facilitator', 'timekeeper', 'scribe', 'observer')),
  person uuid not null,
  circle uuid not null,
  whose uuid,
  primary key (community, meeting, role, person),
  foreign key (community, meeting) references app.turn_meeting on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade,
  foreign key (community, whose) references app.person on delete set null (whose)
);
create index on app.turn (community, circle);
create index on app.turn (community, person);
create index on app.turn (community, whose);
call ops.classify('app.turn', '{"personal": "role whose", "technical": "community meeting circle", "personal, of the person": "person"}');
call ops.protect('app.turn');

-- To be passed over once, or to swap with a fellow, who says yes or no.
create table app.turn_wish (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  meeting uuid not null,
  role text not null check (role in ('presenter', 'facilitator', 'timekeeper', 'scribe', 'observer')),
  person uuid not null,
  fellow uuid,
  said text check (said in ('yes', 'no')),
  made_at timestamptz not null,
  primary key (community, id),
  unique (community, meeting, role, person),
  check (fellow <> person and (said is null or fellow is not null)),
  foreign key (community, meeting) references app.meeting on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade,
  foreign key (community, fellow) references app.person on delete cascade
);
create index on app.turn_wish (community, circle);
create index on app.turn_wish (community, person);
create index on app.turn_wish (community, fellow);
call ops.classify('app.turn_wish', '{"personal": "role fellow said made_at", "technical": "community id circle meeting", "personal, of the person": "person"}');
call ops.protect('app.turn_wish');

-- Away for longer: `until` is the last day of it.
create table app.turn_away (
  community uuid not null,
  circle uuid not null,
  person uuid not null,
  until date not null,
  primary key (community, circle, person),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade
);
create index on app.turn_away (community, person);
call ops.classify('app.turn_away', '{"personal": "until", "technical": "community circle", "personal, of the person": "person"}');
call ops.protect('app.turn_away');

-- What happened is the circle's: whoever sits there says it and puts it right, of people who sit or sat there.
create policy ours on app.turn_meeting for select to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null);
create policy tell on app.turn_meeting for insert to :member with check (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null
  and (told_by is null or told_by = (select app.person()))
  and exists (select 1 from app.meeting m where m.community = turn_meeting.community and m.id = turn_meeting.meeting and m.circle = turn_meeting.circle));
create policy put_right on app.turn_meeting for update to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null)
  with check (community = (select app.community()) and circle = (select app.circle()) and told_by = (select app.person()));
grant select, insert on app.turn_meeting to :member;
grant update (told_by, made_at) on app.turn_meeting to :member;

create policy ours on app.turn_there for select to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null);
create policy tell on app.turn_there for insert to :member with check (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null
  and exists (select 1 from app.turn_meeting m where m.community = turn_there.community and m.meeting = turn_there.meeting and m.circle = turn_there.circle)
  and exists (select 1 from app.seat s where s.community = turn_there.community and s.circle = turn_there.circle and s.person = turn_there.person));
create policy put_right on app.turn_there for delete to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null);
grant select, insert, delete on app.turn_there to :member;

create policy ours on app.turn for select to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null);
create policy tell on app.turn for insert to :member with check (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null
  and exists (select 1 from app.turn_there t where t.community = turn.community and t.meeting = turn.meeting and t.circle = turn.circle and t.person = turn.person)
  and (whose is null or exists (select 1 from app.seat s where s.community = turn.community and s.circle = turn.circle and s.person = turn.whose)));
create policy put_right on app.turn for delete to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null);
grant select, insert, delete on app.turn to :member;

-- A wish is one's own; only whom it names says yes or no.
create policy ours on app.turn_wish for select to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null);
create policy wish on app.turn_wish for insert to :member with check (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null
  and person = (select app.person()) and said is null
  and exists (select 1 from app.meeting m where m.community = turn_wish.community and m.id = turn_wish.meeting and m.circle = turn_wish.circle)
  and (fellow is null or exists (select 1 from app.seat s where s.community = turn_wish.community and s.circle = turn_wish.circle and s.person = turn_wish.fellow and s.left_at is null)));
create policy say on app.turn_wish for update to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null
  and fellow = (select app.person())) with check (fellow = (select app.person()));
create policy take_back on app.turn_wish for delete to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null
  and person = (select app.person()));
grant select, delete on app.turn_wish to :member;
grant insert (community, id, circle, meeting, role, person, fellow, made_at) on app.turn_wish to :member;
grant update (said) on app.turn_wish to :member;

create policy ours on app.turn_away for select to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null);
create policy go on app.turn_away for insert to :member with check (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null
  and person = (select app.person()));
create policy come_back on app.turn_away for delete to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null
  and person = (select app.person()));
grant select, insert, delete on app.turn_away to :member;
