-- What somebody might bring to their circle, and what they note about it: their own, sealed by the community, and read by nobody else. Only the
-- brief that they show a circle is the circle's to read, under its key, and as long as they let it stand.

create table app.possible_challenge (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  person uuid not null,
  question bytea not null,
  what bytea,
  tried bytea,
  wanted bytea,
  kind text not null check (kind in ('decision', 'plan', 'advice', 'unclear', 'people', 'tangle', 'heavy', 'ideas', 'start', 'build')),
  importance integer not null check (importance between 1 and 5),
  urgency integer not null check (urgency between 1 and 5),
  -- How often it has come up, counted once a day, and on which day the last time.
  surfaced integer not null default 1 check (surfaced > 0),
  surfaced_on date not null,
  -- The last day on which it is kept, with all that belongs to it; null until its person deletes it.
  until date,
  made_at timestamptz not null,
  primary key (community, id),
  foreign key (community, person) references app.person on delete cascade
);
create index on app.possible_challenge (community, person);
call ops.classify('app.possible_challenge', '{"personal": "question what tried wanted kind importance urgency surfaced surfaced_on until made_at", "technical": "community id", "personal, of the person": "person"}');
call ops.protect('app.possible_challenge');
create policy mine on app.possible_challenge to :member using (community = (select app.community()) and person = (select app.person()))
  with check (community = (select app.community()) and person = (select app.person()));
create policy forget on app.possible_challenge for select to :worker using (community = (select app.community()));
create policy forgetting on app.possible_challenge for delete to :worker using (community = (select app.community()) and until is not null);
grant select, insert, delete on app.possible_challenge to :member;
grant update (question, what, tried, wanted, kind, importance, urgency, surfaced, surfaced_on, until) on app.possible_challenge to :member;
grant select (community, id, until) on app.possible_challenge to :worker;
grant delete on app.possible_challenge to :worker;

-- Notes of a challenge, or of nothing in particular. What may leave the circle: nothing, the lesson alone, or all.
create table app.own_note (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  person uuid not null,
  challenge uuid,
  words bytea not null,
  lesson bytea,
  privacy text not null default 'here' check (privacy in ('here', 'lesson', 'shareable')),
  until date,
  made_at timestamptz not null,
  primary key (community, id),
  foreign key (community, person) references app.person on delete cascade,
  foreign key (community, challenge) references app.possible_challenge on delete cascade,
  -- What belongs to no challenge is private, and nothing of it leaves.
  check (challenge is not null or privacy = 'here')
);
create index on app.own_note (community, person);
create index on app.own_note (community, challenge);
call ops.classify('app.own_note', '{"personal": "words lesson privacy until made_at", "technical": "community id challenge", "personal, of the person": "person"}');
call ops.protect('app.own_note');
create policy mine on app.own_note to :member using (community = (select app.community()) and person = (select app.person()))
  with check (community = (select app.community()) and person = (select app.person())
    and (challenge is null or exists (select 1 from app.possible_challenge c where c.community = own_note.community and c.id = own_note.challenge and c.person = own_note.person)));
create policy forget on app.own_note for select to :worker using (community = (select app.community()));
create policy forgetting on app.own_note for delete to :worker using (community = (select app.community()) and until is not null);
grant select, insert, delete on app.own_note to :member;
grant update (words, lesson, privacy, until) on app.own_note to :member;
grant select (community, id, until) on app.own_note to :worker;
grant delete on app.own_note to :worker;

-- What a circle is shown of a challenge before it is worked on, by whose it is.
create table app.brief (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  epoch integer not null,
  person uuid not null,
  challenge uuid not null,
  question bytea not null,
  what bytea,
  tried bytea,
  wanted bytea,
  privacy text not null check (privacy in ('here', 'lesson', 'shareable')),
  until date,
  made_at timestamptz not null,
  primary key (community, id),
  unique (community, circle, challenge),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade,
  foreign key (community, challenge) references app.possible_challenge on delete cascade
);
create index on app.brief (community, person);
create index on app.brief (community, challenge);
call ops.classify('app.brief', '{"content": "question what tried wanted", "personal": "privacy until made_at", "technical": "community id circle epoch challenge", "personal, of the person": "person"}');
call ops.holds_content('app.brief');
create policy only_own on app.brief as restrictive for insert to :member with check (person = (select app.person())
  and exists (select 1 from app.possible_challenge c where c.community = brief.community and c.id = brief.challenge and c.person = brief.person));
-- It goes with whoever leaves.
create policy while_seated on app.brief as restrictive for select to :member
  using (exists (select 1 from app.seat s where s.community = brief.community and s.circle = brief.circle and s.person = brief.person and s.left_at is null));
create policy take_back on app.brief for delete to :member using (community = (select app.community()) and circle = (select app.circle()) and person = (select app.person()));
create policy forget on app.brief for select to :worker using (community = (select app.community()));
create policy forgetting on app.brief for delete to :worker using (community = (select app.community()) and until is not null);
grant delete on app.brief to :member;
grant select (community, id, until) on app.brief to :worker;
grant delete on app.brief to :worker;
