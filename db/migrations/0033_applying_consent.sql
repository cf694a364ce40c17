-- On what ground circles may be formed from somebody's answers: their own yes, with its version and moment, or what an organiser stated about
-- those whom they brought. No application stands without one of them (decision 85).

alter table app.application
  add column agreed_version integer check (agreed_version > 0),
  add column agreed_at timestamptz,
  -- `before`: brought when nobody asked for a ground yet.
  add column basis text check (basis in ('asked', 'terms', 'interest', 'before')),
  add column basis_by uuid,
  add column basis_at timestamptz,
  add foreign key (community, basis_by) references app.person on delete set null (basis_by);
create index on app.application (community, basis_by);
-- Whoever applied by themselves has said yes to the first version with their application.
update app.application set agreed_version = 1, agreed_at = taken_over_at where address = '' and taken_over_at is not null;
update app.application set basis = 'before', basis_at = made_at where agreed_at is null;
alter table app.application
  add check ((agreed_version is null) = (agreed_at is null)),
  add constraint application_has_ground check (agreed_at is not null or basis is not null);
call ops.classify('app.application', '{"personal": "ref name address zone answers made_at changed_at taken_over_at waits agreed_version agreed_at basis basis_at", "shared": "basis_by", "technical": "community id season generation token_hash", "personal, of the person": "person"}');
grant select (agreed_version, agreed_at, basis, basis_by, basis_at), insert (basis, basis_by, basis_at), update (basis, basis_by, basis_at) on app.application to :organiser;
grant select (agreed_version, agreed_at, basis, basis_at), insert (agreed_version, agreed_at), update (agreed_version, agreed_at) on app.application to :member;
grant select (basis), update (agreed_version, agreed_at), delete on app.application to :accounts;
grant select (basis) on app.application to :visitor;
-- Whoever comes by their link and says no takes their answers back with it.
create policy say_no on app.application for delete to :accounts using (community = (select app.community()) and person is null);

-- Who withdrew from a season is not brought back by the same file: a mark of their address, which only the community's key can make.
create table app.application_withdrawal (
  community uuid not null,
  season uuid not null,
  mark bytea not null,
  made_at timestamptz not null default now(),
  primary key (community, season, mark),
  foreign key (community, season) references app.season on delete cascade
);
call ops.classify('app.application_withdrawal', '{"personal": "made_at", "technical": "community season mark"}');
call ops.protect('app.application_withdrawal');
create policy withdraw on app.application_withdrawal for insert to :member, :accounts with check (community = (select app.community()));
create policy look on app.application_withdrawal for select to :organiser using (community = (select app.community()));
grant insert (community, season, mark) on app.application_withdrawal to :member, :accounts;
grant select (community, season, mark) on app.application_withdrawal to :organiser;

-- One person who stands in a season twice, brought by an organiser and by themselves, stands there once: what they said themselves counts, and
-- what only the file says stays. SECURITY DEFINER, for an organiser changes no answers that are somebody's own.
create function app.fold_application(brought uuid, own uuid, at timestamptz) returns boolean language plpgsql security definer set search_path = app, pg_temp as $$
declare
  b app.application;
  o app.application;
begin
  select * into b from app.application where community = app.community() and id = brought and person is null for update;
  if not found then return false; end if;
  select * into o from app.application where community = b.community and id = own and person is not null and season = b.season for update;
  if not found then return false; end if;
  if exists (select 1 from app.placement where community = o.community and application = o.id) then return false; end if;
  delete from app.application where community = o.community and id = o.id;
  update app.application set person = o.person, name = o.name, zone = o.zone, waits = b.waits and o.waits, changed_at = at,
      taken_over_at = coalesce(o.taken_over_at, at), agreed_version = o.agreed_version, agreed_at = o.agreed_at,
      answers = b.answers || coalesce((select jsonb_object_agg(key, value) from jsonb_each(o.answers) where value <> '""'), '{}')
    where community = b.community and id = b.id;
  return true;
end $$;
revoke all on function app.fold_application(uuid, uuid, timestamptz) from public;
grant execute on function app.fold_application(uuid, uuid, timestamptz) to :organiser, :accounts;

-- Whoever stands on the list of a season reads what it is called and asks, also where it was never opened.
create function app.my_seasons() returns setof uuid language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select season from app.application where community = app.community() and person = app.person();
  end;
revoke all on function app.my_seasons() from public;
grant execute on function app.my_seasons() to :member;
create policy read_own on app.season for select to :member using (community = (select app.community()) and id in (select app.my_seasons()));

-- What organisers took the columns of a file for, for the next file with a column of that name.
create table app.column_choice (
  community uuid not null references app.community on delete cascade,
  name text not null check (length(name) between 1 and 200),
  meaning text not null,
  primary key (community, name)
);
call ops.classify('app.column_choice', '{"shared": "name meaning", "technical": "community"}');
call ops.protect('app.column_choice');
create policy remember on app.column_choice to :organiser using (community = (select app.community())) with check (community = (select app.community()));
grant select, insert, update (meaning), delete on app.column_choice to :organiser;

-- What organisers wrote to those who applied, sealed under the community's box. Posted by the worker in batches: each reader once.
create table app.applicant_letter (
  community uuid not null,
  id uuid not null,
  season uuid not null,
  made_by uuid,
  made_at timestamptz not null default now(),
  audience text not null check (audience in ('all', 'place', 'waits')),
  subject bytea not null,
  body bytea not null,
  -- To how many it was to go, and to how many it has been posted.
  meant integer not null,
  reached integer not null default 0,
  done_at timestamptz,
  primary key (community, id),
  foreign key (community, season) references app.season on delete cascade,
  foreign key (community, made_by) references app.person on delete set null (made_by)
);
create index on app.applicant_letter (community, season, made_at);
create index on app.applicant_letter (community, made_by);
call ops.classify('app.applicant_letter', '{"shared": "made_at audience subject body meant reached done_at", "technical": "community id season", "personal, of the person": "made_by"}');
call ops.protect('app.applicant_letter');
create policy look on app.applicant_letter for select to :organiser, :worker using (community = (select app.community()));
create policy write on app.applicant_letter for insert to :organiser with check (community = (select app.community()) and made_by = (select app.person()));
create policy count on app.applicant_letter for update to :worker using (community = (select app.community())) with check (community = (select app.community()));
grant select on app.applicant_letter to :organiser, :worker;
grant insert (community, id, season, made_by, audience, subject, body, meant) on app.applicant_letter to :organiser;
grant update (reached, done_at) on app.applicant_letter to :worker;

create table app.applicant_letter_reader (
  community uuid not null,
  letter uuid not null,
  application uuid not null,
  posted_at timestamptz,
  primary key (community, letter, application),
  foreign key (community, letter) references app.applicant_letter on delete cascade,
  foreign key (community, application) references app.application on delete cascade
);
create index on app.applicant_letter_reader (community, application);
call ops.classify('app.applicant_letter_reader', '{"personal": "posted_at", "technical": "community letter application"}');
call ops.protect('app.applicant_letter_reader');
create policy address on app.applicant_letter_reader for insert to :organiser with check (community = (select app.community()));
create policy look on app.applicant_letter_reader for select to :worker using (community = (select app.community()));
create policy post on app.applicant_letter_reader for update to :worker using (community = (select app.community())) with check (community = (select app.community()));
grant insert (community, letter, application) on app.applicant_letter_reader to :organiser;
grant select, update (posted_at) on app.applicant_letter_reader to :worker;

-- In which circles of other seasons those who apply have sat: who was together there is kept apart the next time.
create function app.met_before() returns table (application uuid, circle uuid) language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select distinct a.id, s.circle from app.application a
      join app.seat s on s.community = a.community and s.person = a.person
      join app.formed_circle c on c.community = s.community and c.circle = s.circle
      join app.formation f on f.community = c.community and f.id = c.formation
      where a.community = app.community() and f.season <> a.season;
  end;
revoke all on function app.met_before() from public;
grant execute on function app.met_before() to :organiser, :worker;

-- Whether one gets the weekly letter at the address that one has proven: a part of what is kept about oneself.
create function app.my_letters() returns table (address text, locale text, state text, made_at timestamptz, confirmed_at timestamptz, letters bigint)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select s.address, s.locale, s.state, s.made_at, s.confirmed_at,
        (select count(*) from app.letter_copy c where c.community = s.community and c.subscriber = s.id)
      from app.subscriber s where s.community = app.community() and s.address = app.my_address();
  end;
revoke all on function app.my_letters() from public;
grant execute on function app.my_letters() to :member;
