-- Mail on its way. Written in the transaction that causes it; the worker sends it, or keeps it here where no mail server is set.
-- Subject and body are sealed under the community's box, so that a copy of the database shows neither links nor names in them.

create table app.mail (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  -- For whom; their address is looked up when it is sent. Null for someone who is not a person here, who has an address instead.
  person uuid,
  address text,
  name text,
  locale text,
  kind text not null,
  -- Lets its reader in, or speaks of them alone: seen by that person only, and its words are dropped once sent.
  secret boolean not null default true,
  -- Speaks to the organisers or to everybody, so organisers may read it in the outbox.
  for_organisers boolean not null default false,
  subject bytea not null,
  body bytea,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'kept', 'failed')),
  -- What the mail server answered, as a code; never its sentence, which may quote the mail.
  trouble text,
  made_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (community, id),
  foreign key (community, person) references app.person on delete cascade,
  check (num_nonnulls(person, address) = 1),
  check (not (secret and for_organisers))
);
create index on app.mail (community, person, made_at);
create index on app.mail (community, state, made_at);
create index on app.mail (settled_at) where settled_at is not null;
call ops.classify('app.mail', '{"personal": "address name locale subject body made_at settled_at", "technical": "community id kind secret for_organisers state trouble", "personal, of the person": "person"}');
call ops.protect('app.mail');

create policy post on app.mail for insert to :visitor, :member, :organiser, :worker with check (community = (select app.community()) and state = 'waiting');
-- Accounts write sign-in mails for whatever community the person asked in.
create policy post_accounts on app.mail for insert to :accounts with check (state = 'waiting');
create policy mine on app.mail for select to :member using (community = (select app.community()) and person = (select app.person()));
create policy ours on app.mail for select to :organiser using (community = (select app.community()) and for_organisers);
create policy send on app.mail for select to :worker using (community = (select app.community()));
create policy settle on app.mail for update to :worker using (community = (select app.community())) with check (community = (select app.community()));
-- Any community's, but only what is done with: a delete without a condition takes just these.
create policy tidy on app.mail for delete to :worker using (settled_at < now() - case state when 'sent' then interval '14 days' else interval '90 days' end);

grant insert (community, id, person, address, name, locale, kind, secret, for_organisers, subject, body) on app.mail to :visitor, :member, :organiser, :worker, :accounts;
grant select (community, id, person, kind, secret, subject, body, state, trouble, made_at, settled_at) on app.mail to :member;
grant select (community, id, address, name, person, kind, subject, body, state, trouble, made_at, settled_at) on app.mail to :organiser;
grant select, delete on app.mail to :worker;
grant update (body, state, trouble, settled_at) on app.mail to :worker;

-- How many mails stand where, for organisers and for the owner's status page: numbers only, whosoever mails they are.
create function app.mail_tally() returns table (state text, trouble text, number bigint, latest timestamptz)
  language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select m.state, m.trouble, count(*), max(m.made_at) from app.mail m where m.community = app.community() group by m.state, m.trouble;
  end;
revoke all on function app.mail_tally() from public;
grant execute on function app.mail_tally() to :organiser;
