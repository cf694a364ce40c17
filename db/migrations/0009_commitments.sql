-- What a member takes on. A commitment is who took it on; everything said about it since stands in its steps, which are only added: taken,
-- kept, carried on, dropped, renegotiated. The last step says how it stands.

create table app.commitment (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  person uuid not null,
  primary key (community, id),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade
);
create index on app.commitment (community, circle);
create index on app.commitment (community, person);
call ops.classify('app.commitment', '{"technical": "community id circle", "personal, of the person": "person"}');
call ops.protect('app.commitment');

create table app.commitment_step (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  epoch integer not null,
  commitment uuid not null,
  seq integer not null check (seq > 0),
  person uuid not null,
  kind text not null check (kind in ('taken', 'kept', 'carried', 'dropped', 'renegotiated')),
  -- The words as they stand from this step on; "carried" seals them anew, so that who has joined since can read them.
  what bytea,
  cue bytea,
  -- What was learned, where it was renegotiated.
  learned bytea,
  -- By when; null for the next meeting.
  due date,
  -- At which meeting this was said; null between meetings.
  meeting uuid,
  said_at timestamptz not null,
  primary key (community, id),
  unique (community, commitment, seq),
  foreign key (community, commitment) references app.commitment on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade,
  foreign key (community, meeting) references app.meeting on delete set null (meeting),
  check ((kind in ('taken', 'carried', 'renegotiated')) = (what is not null))
);
create index on app.commitment_step (community, circle);
create index on app.commitment_step (community, person);
create index on app.commitment_step (community, meeting);
call ops.classify('app.commitment_step', '{"content": "what cue learned", "personal": "kind due said_at", "technical": "community id circle epoch commitment seq meeting", "personal, of the person": "person"}');
call ops.holds_content('app.commitment_step');

-- Did the one who asks take this on, in the circle of this transaction? SECURITY DEFINER, for the policies of the two tables would
-- otherwise ask each other.
create function app.took_on(wanted uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
  return exists (select 1 from app.commitment where community = app.community() and id = wanted and circle = app.circle() and person = app.person());

-- Only its owner takes the next step.
create policy only_own on app.commitment_step as restrictive for insert to :member
  with check (person = (select app.person()) and app.took_on(commitment));

-- Others know of a commitment by what they may read about it.
create policy own on app.commitment for select to :member using (community = (select app.community()) and circle in (select app.my_circles())
  and (person = (select app.person()) or exists (select 1 from app.commitment_step s where s.community = commitment.community and s.commitment = commitment.id)));
create policy take on app.commitment for insert to :member with check (community = (select app.community()) and person = (select app.person())
  and circle = (select app.circle()) and circle in (select app.my_circles()));
grant select, insert on app.commitment to :member;

revoke all on function app.took_on(uuid) from public;
grant execute on function app.took_on(uuid) to :member;
