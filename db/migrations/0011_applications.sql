-- People who asked for a circle, as an organiser's file told of them. Seen by organisers, and by the person once it is theirs.

create table app.application (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  -- Who it is, once that person has come or was known already.
  person uuid,
  -- The file's own name for them.
  ref text not null,
  name text not null check (length(name) between 1 and 120),
  address text not null check (address = lower(address)),
  zone text not null,
  -- Every column of the file under its name, as text.
  answers jsonb not null,
  -- Counts the links made for them; only the latest works, and none once there is a person.
  generation integer not null default 1,
  token_hash bytea not null,
  made_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  -- From then on no file changes what stands here.
  taken_over_at timestamptz,
  primary key (community, id),
  unique (community, address),
  unique (community, ref),
  foreign key (community, person) references app.person on delete cascade
);
create unique index on app.application (token_hash);
create unique index on app.application (community, person);
call ops.classify('app.application', '{"personal": "ref name address zone answers made_at changed_at taken_over_at", "technical": "community id generation token_hash", "personal, of the person": "person"}');
call ops.protect('app.application');
create policy tend on app.application to :organiser using (community = (select app.community())) with check (community = (select app.community()) and taken_over_at is null);
create policy look on app.application for select to :worker using (community = (select app.community()));
create policy mine on app.application for select to :member using (community = (select app.community()) and person = (select app.person()));
create policy by_link on app.application for select to :visitor using (community = (select app.community()) and token_hash = (select app.token()) and person is null);
create policy come on app.application for select to :accounts using (community = (select app.community()));
create policy came on app.application for update to :accounts using (community = (select app.community()) and person is null) with check (community = (select app.community()));
grant select (community, id, person, ref, name, address, zone, answers, generation, made_at, changed_at, taken_over_at), delete on app.application to :organiser;
grant insert (community, id, person, ref, name, address, zone, answers, token_hash) on app.application to :organiser;
grant update (ref, name, address, zone, answers, generation, token_hash, changed_at) on app.application to :organiser;
grant select (community, id, ref, address, zone, answers) on app.application to :worker;
grant select (community, id, person, name, address, zone, answers, made_at, changed_at, taken_over_at) on app.application to :member;
grant select (community, id, name, zone, token_hash) on app.application to :visitor;
grant select (community, id, person, name, address, zone, token_hash) on app.application to :accounts;
grant update (person, taken_over_at) on app.application to :accounts;

-- A file between choosing and importing it, sealed under the community's box. For the one who chose it, for a day.
create table app.application_import (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  file_name text not null,
  file bytea not null,
  -- What the organiser said each column is for.
  columns jsonb not null default '{}',
  primary key (community, id),
  foreign key (community, made_by) references app.person on delete cascade
);
create index on app.application_import (community, made_by);
create index on app.application_import (made_at);
call ops.classify('app.application_import', '{"personal": "made_at file_name", "technical": "community id file columns", "personal, of the person": "made_by"}');
call ops.protect('app.application_import');
create policy mine on app.application_import to :organiser using (community = (select app.community()) and made_by = (select app.person()) and made_at > now() - interval '1 day')
  with check (community = (select app.community()) and made_by = (select app.person()));
create policy tidy on app.application_import for delete to :worker using (made_at < now() - interval '1 day');
grant select, delete on app.application_import to :organiser;
grant insert (community, id, made_by, file_name, file) on app.application_import to :organiser;
grant update (columns) on app.application_import to :organiser;
grant select (made_at), delete on app.application_import to :worker;
