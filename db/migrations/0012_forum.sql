-- The community's forum. Whoever leaves takes their unanswered topics along; where others have answered, words stay without a name.

create table app.topic (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  author uuid,
  title text not null,
  body text not null,
  made_at timestamptz not null default now(),
  edited_at timestamptz,
  -- When somebody last answered, for the order of the list.
  moved_at timestamptz not null default now(),
  answers integer not null default 0,
  hidden_because text,
  primary key (community, id),
  foreign key (community, author) references app.person on delete set null (author)
);
create index on app.topic (community, author);
create index on app.topic (community, moved_at desc);
call ops.classify('app.topic', '{"shared": "title body made_at edited_at moved_at answers hidden_because", "technical": "community id", "personal, of the person": "author"}');
call ops.protect('app.topic');

create table app.answer (
  community uuid not null,
  id uuid not null,
  topic uuid not null,
  author uuid,
  body text not null,
  made_at timestamptz not null default now(),
  edited_at timestamptz,
  hidden_because text,
  primary key (community, id),
  foreign key (community, topic) references app.topic on delete cascade,
  foreign key (community, author) references app.person on delete set null (author)
);
create index on app.answer (community, topic, made_at);
create index on app.answer (community, author);
call ops.classify('app.answer', '{"shared": "body made_at edited_at hidden_because", "technical": "community id topic", "personal, of the person": "author"}');
call ops.protect('app.answer');

create table app.report (
  community uuid not null,
  id uuid not null,
  topic uuid not null,
  answer uuid,
  person uuid,
  because text not null,
  made_at timestamptz not null default now(),
  outcome text check (outcome in ('hidden', 'left')),
  primary key (community, id),
  foreign key (community, topic) references app.topic on delete cascade,
  foreign key (community, answer) references app.answer on delete cascade,
  foreign key (community, person) references app.person on delete set null (person)
);
create index on app.report (community, topic);
create index on app.report (community, answer);
create index on app.report (community, person);
call ops.classify('app.report', '{"personal": "because made_at", "technical": "community id topic answer outcome", "personal, of the person": "person"}');
call ops.protect('app.report');

-- Whose words somebody would rather not read. Nobody else is told.
create table app.block (
  community uuid not null,
  person uuid not null,
  blocked uuid not null,
  made_at timestamptz not null default now(),
  primary key (community, person, blocked),
  foreign key (community, person) references app.person on delete cascade,
  foreign key (community, blocked) references app.person on delete cascade
);
create index on app.block (community, blocked);
call ops.classify('app.block', '{"personal": "blocked made_at", "technical": "community", "personal, of the person": "person"}');
call ops.protect('app.block');

create function app.answered() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
declare changed uuid := coalesce(new.topic, old.topic);
declare where_it_is uuid := coalesce(new.community, old.community);
begin
  update app.topic t set
    answers = (select count(*) from app.answer a where a.community = t.community and a.topic = t.id),
    moved_at = coalesce((select max(a.made_at) from app.answer a where a.community = t.community and a.topic = t.id), t.made_at)
  where t.community = where_it_is and t.id = changed;
  return null;
end $$;
create trigger answered after insert or delete on app.answer for each row execute function app.answered();

create function app.nobody_s_topic() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  delete from app.topic where community = new.community and id = new.id and author is null and answers = 0;
  return null;
end $$;
create trigger nobody_s_topic after update of author on app.topic for each row when (new.author is null) execute function app.nobody_s_topic();
revoke all on function app.answered(), app.nobody_s_topic() from public;

create policy read on app.topic for select to :member using (community = (select app.community()) and (hidden_because is null or author = (select app.person())));
create policy write on app.topic for insert to :member with check (community = (select app.community()) and author = (select app.person()) and hidden_because is null);
create policy edit on app.topic for update to :member using (community = (select app.community()) and author = (select app.person()) and hidden_because is null) with check (author = (select app.person()));
create policy take_back on app.topic for delete to :member using (community = (select app.community()) and author = (select app.person()) and answers = 0);
create policy look_after on app.topic for select to :organiser using (community = (select app.community()));
create policy hide on app.topic for update to :organiser using (community = (select app.community())) with check (community = (select app.community()));
grant select, delete on app.topic to :member;
grant insert (community, id, author, title, body) on app.topic to :member;
grant update (title, body, edited_at) on app.topic to :member;
grant select on app.topic to :organiser;
grant update (hidden_because) on app.topic to :organiser;

create policy read on app.answer for select to :member using (community = (select app.community()) and (hidden_because is null or author = (select app.person())) and topic in (select id from app.topic));
create policy write on app.answer for insert to :member with check (community = (select app.community()) and author = (select app.person()) and hidden_because is null and topic in (select id from app.topic where hidden_because is null));
create policy edit on app.answer for update to :member using (community = (select app.community()) and author = (select app.person()) and hidden_because is null) with check (author = (select app.person()));
create policy take_back on app.answer for delete to :member using (community = (select app.community()) and author = (select app.person()));
create policy look_after on app.answer for select to :organiser using (community = (select app.community()));
create policy hide on app.answer for update to :organiser using (community = (select app.community())) with check (community = (select app.community()));
grant select, delete on app.answer to :member;
grant insert (community, id, topic, author, body) on app.answer to :member;
grant update (body, edited_at) on app.answer to :member;
grant select on app.answer to :organiser;
grant update (hidden_because) on app.answer to :organiser;

create policy say on app.report for insert to :member with check (community = (select app.community()) and person = (select app.person()) and outcome is null);
create policy mine on app.report for select to :member using (community = (select app.community()) and person = (select app.person()));
create policy hear on app.report for select to :organiser using (community = (select app.community()));
create policy settle on app.report for update to :organiser using (community = (select app.community())) with check (community = (select app.community()));
grant select on app.report to :member;
grant insert (community, id, topic, answer, person, because) on app.report to :member;
-- Organisers hear what is wrong with which words, not who said so.
grant select (community, id, topic, answer, because, made_at, outcome) on app.report to :organiser;
grant update (outcome) on app.report to :organiser;

create policy mine on app.block to :member using (community = (select app.community()) and person = (select app.person())) with check (community = (select app.community()) and person = (select app.person()));
grant select, insert, delete on app.block to :member;
