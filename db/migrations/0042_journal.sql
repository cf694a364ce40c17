-- Decisions that somebody took, with how sure they were, and what really happened. Their own, sealed by the community; nobody else reads them.
-- The worker knows of each only on which day its person wants to look back.

create table app.decision (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  person uuid not null,
  decision bytea not null,
  reasons bytea,
  expected bytea,
  -- From 0 to 100: before it was talked through, and after.
  sure_before integer not null check (sure_before between 0 and 100),
  sure_after integer check (sure_after between 0 and 100),
  review_on date not null,
  happened bytea,
  learned bytea,
  reviewed_at timestamptz,
  -- For which day its person was reminded.
  reminded_for date,
  made_at timestamptz not null,
  primary key (community, id),
  foreign key (community, person) references app.person on delete cascade,
  check ((reviewed_at is null) = (happened is null))
);
create index on app.decision (community, person);
call ops.classify('app.decision', '{"personal": "decision reasons expected sure_before sure_after review_on happened learned reviewed_at made_at", "technical": "community id reminded_for", "personal, of the person": "person"}');
call ops.protect('app.decision');
create policy mine on app.decision to :member using (community = (select app.community()) and person = (select app.person()))
  with check (community = (select app.community()) and person = (select app.person()));
create policy remind on app.decision for select to :worker using (community = (select app.community()));
create policy reminding on app.decision for update to :worker using (community = (select app.community())) with check (community = (select app.community()));
grant select, insert, delete on app.decision to :member;
grant update (decision, reasons, expected, sure_before, sure_after, review_on, happened, learned, reviewed_at) on app.decision to :member;
grant select (community, id, person, review_on, reviewed_at, reminded_for) on app.decision to :worker;
grant update (reminded_for) on app.decision to :worker;
