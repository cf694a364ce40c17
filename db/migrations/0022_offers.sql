-- What somebody can give, in their own words. Sealed by the community; read by nobody else until its person shows it to their circles.

create table app.offer (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  person uuid not null,
  words bytea not null,
  made_at timestamptz not null default now(),
  shown_at timestamptz,
  primary key (community, id),
  foreign key (community, person) references app.person on delete cascade
);
create index on app.offer (community, person);
call ops.classify('app.offer', '{"personal": "words made_at shown_at", "technical": "community id", "personal, of the person": "person"}');
call ops.protect('app.offer');
create policy mine on app.offer to :member using (community = (select app.community()) and person = (select app.person()))
  with check (community = (select app.community()) and person = (select app.person()));
create policy shown on app.offer for select to :member using (community = (select app.community()) and shown_at is not null
  and person in (select s.person from app.seat s where s.left_at is null and s.circle in (select app.my_circles())));
grant select, delete on app.offer to :member;
grant insert (community, id, person, words, made_at) on app.offer to :member;
grant update (words, shown_at) on app.offer to :member;
