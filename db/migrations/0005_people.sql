-- What people say yes to when they join, and what the operator's own way in leaves behind.

-- How each session began, so that its person can tell their own from somebody else's.
alter table auth.session add column via text not null default 'link'
  check (via in ('link', 'passkey', 'password', 'join', 'first link', 'operator'));
call ops.classify('auth.session', '{"personal": "via"}');

-- Consent to one version of a document. A new row for each; nothing is changed afterwards.
create table app.consent (
  community uuid not null,
  id uuid not null,
  person uuid not null,
  document text not null,
  version text not null,
  at timestamptz not null default now(),
  primary key (community, id),
  foreign key (community, person) references app.person on delete cascade
);
create index on app.consent (community, person);
call ops.classify('app.consent', '{"personal": "document version at", "technical": "community id", "personal, of the person": "person"}');
call ops.protect('app.consent');
create policy mine on app.consent for select to :member using (community = (select app.community()) and person = (select app.person()));
create policy say_yes on app.consent for insert to :member with check (community = (select app.community()) and person = (select app.person()));
create policy at_join on app.consent for insert to :accounts with check (community = (select app.community()));
grant select, insert on app.consent to :member;
grant insert on app.consent to :accounts;

-- Someone came in as this person by a link from the operator's command line. Told to the person and to those who share a circle
-- with them; nobody takes it back.
create table app.operator_sign_in (
  community uuid not null,
  id uuid not null,
  person uuid not null,
  at timestamptz not null default now(),
  primary key (community, id),
  foreign key (community, person) references app.person on delete cascade
);
create index on app.operator_sign_in (community, person, at);
call ops.classify('app.operator_sign_in', '{"personal": "at", "technical": "community id", "personal, of the person": "person"}');
call ops.protect('app.operator_sign_in');
create policy concerned on app.operator_sign_in for select to :member using (community = (select app.community())
  and (person = (select app.person()) or person in (select s.person from app.seat s where s.left_at is null and s.circle in (select app.my_circles()))));
create policy note on app.operator_sign_in for insert to :accounts with check (community = (select app.community()));
grant select on app.operator_sign_in to :member;
grant insert on app.operator_sign_in to :accounts;
