-- A community is the tenant. A person is someone's presence in one community; the account behind it (schema auth) may
-- be present in several. What fellow members may see of a person stands apart from how to reach that person.

create table app.community (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 2 and 40),
  name text not null,
  line text not null default '',
  colour text check (colour ~ '^#[0-9a-f]{6}$'),
  logo bytea,
  logo_type text,
  locale text not null,
  zone text not null,
  contact text not null default '',
  members_start_circles boolean not null default true,
  made_at timestamptz not null default now()
);
call ops.classify('app.community', '{"shared": "slug name line colour logo logo_type locale zone contact members_start_circles", "technical": "id made_at"}');
call ops.protect('app.community');
create policy read_own on app.community for select to :visitor, :member, :organiser, :worker using (id = (select app.community()));
create policy read_any on app.community for select to :accounts using (true);
create policy change on app.community for update to :organiser using (id = (select app.community())) with check (id = (select app.community()));
grant select on app.community to :visitor, :member, :organiser, :worker, :accounts;
grant update (slug, name, line, colour, logo, logo_type, locale, zone, contact, members_start_circles) on app.community to :organiser;

-- The community's own key, wrapped under the key file.
create table app.community_key (
  community uuid primary key references app.community on delete cascade,
  wrapped bytea not null
);
call ops.classify('app.community_key', '{"technical": "community wrapped"}');
call ops.protect('app.community_key');
create policy read_own on app.community_key for select to :visitor, :member, :organiser, :worker, :accounts using (community = (select app.community()));
grant select on app.community_key to :visitor, :member, :organiser, :worker, :accounts;

create table app.person (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  name text not null check (length(trim(name)) between 1 and 120),
  pronouns text not null default '',
  say_name text not null default '',
  zone text not null,
  joined_at timestamptz not null default now(),
  primary key (community, id)
);
call ops.classify('app.person', '{"personal": "name pronouns say_name zone joined_at", "technical": "community", "personal, of the person": "id"}');
call ops.protect('app.person');
create policy read_fellows on app.person for select to :member, :organiser, :worker using (community = (select app.community()));
create policy change_self on app.person for update to :member using (community = (select app.community()) and id = (select app.person())) with check (id = (select app.person()));
create policy accounts on app.person to :accounts using (true) with check (true);
grant select on app.person to :member, :organiser, :worker;
grant update (name, pronouns, say_name, zone) on app.person to :member;
grant select, insert, delete on app.person to :accounts;

create table app.contact (
  community uuid not null,
  person uuid not null,
  account uuid not null,
  address text not null default '',
  address_confirmed boolean not null default false,
  locale text not null,
  primary key (community, person),
  unique (community, account),
  foreign key (community, person) references app.person on delete cascade
);
call ops.classify('app.contact', '{"personal": "address address_confirmed locale", "technical": "community account", "personal, of the person": "person"}');
call ops.protect('app.contact');
create index on app.contact (account);
create policy read_own on app.contact for select to :member using (community = (select app.community()) and person = (select app.person()));
create policy change_own on app.contact for update to :member using (community = (select app.community()) and person = (select app.person())) with check (person = (select app.person()));
create policy reach on app.contact for select to :organiser, :worker using (community = (select app.community()));
create policy accounts on app.contact to :accounts using (true) with check (true);
grant select on app.contact to :member, :worker;
grant select (community, person, address, address_confirmed, locale) on app.contact to :organiser;
grant update (locale) on app.contact to :member;
grant select, insert, update, delete on app.contact to :accounts;

create table app.office (
  community uuid not null,
  person uuid not null,
  kind text not null check (kind in ('organiser', 'owner')),
  since timestamptz not null default now(),
  primary key (community, person, kind),
  foreign key (community, person) references app.person on delete cascade
);
call ops.classify('app.office', '{"personal": "kind since", "technical": "community", "personal, of the person": "person"}');
call ops.protect('app.office');
create policy read on app.office for select to :member, :organiser, :worker using (community = (select app.community()));
create policy accounts on app.office for select to :accounts using (true);
grant select on app.office to :member, :organiser, :worker, :accounts;

-- Does the one who asks hold this office? Asked by policies, so it looks past row-level security.
create function app.holds_office(wanted text) returns boolean language sql stable security definer set search_path = app, pg_temp
  return exists (select 1 from app.office where community = app.community() and person = app.person() and kind = wanted);
create policy appoint on app.office for insert to :organiser with check (community = (select app.community()) and (select app.holds_office('owner')));
create policy relieve on app.office for delete to :organiser using (community = (select app.community()) and (select app.holds_office('owner')));
grant insert, delete on app.office to :organiser;
grant execute on function app.holds_office(text) to :organiser;

-- Which community an address speaks of; asked before there is any context.
create function app.find_community(wanted text) returns setof app.community language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select * from app.community where case when wanted = '' then true else slug = wanted end order by made_at, id limit 1;
  end;

-- Founding a community: its key, its first person, who owns it. Only whoever holds the unspent setup link, or the operator.
create function app.found_community(token bytea, community jsonb, wrapped bytea, person jsonb) returns void
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update ops.setup_link set spent_at = now() where token_hash = token and spent_at is null;
  if not found then raise exception 'setup link is spent' using errcode = 'P0002'; end if;
  insert into app.community (id, slug, name, locale, zone) values ((community->>'id')::uuid, community->>'slug', community->>'name', community->>'locale', community->>'zone');
  insert into app.community_key values ((community->>'id')::uuid, wrapped);
  insert into app.person (community, id, name, zone) values ((community->>'id')::uuid, (person->>'id')::uuid, person->>'name', person->>'zone');
  insert into app.contact (community, person, account, address, locale)
    values ((community->>'id')::uuid, (person->>'id')::uuid, (person->>'account')::uuid, person->>'address', community->>'locale');
  insert into app.office (community, person, kind) values ((community->>'id')::uuid, (person->>'id')::uuid, 'owner'), ((community->>'id')::uuid, (person->>'id')::uuid, 'organiser');
end $$;
revoke all on function app.holds_office(text), app.find_community(text), app.found_community(bytea, jsonb, bytea, jsonb) from public;
grant execute on function app.holds_office(text) to :organiser;
grant execute on function app.find_community(text) to :visitor;
grant execute on function app.found_community(bytea, jsonb, bytea, jsonb) to :accounts;
