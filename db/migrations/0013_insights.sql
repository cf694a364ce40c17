-- Articles of the community, and the weekly letter that is composed from them. Who reads the letter is known to the program alone:
-- organisers are told how many, never who.

create table app.insight (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  title text not null,
  takeaways text[] not null,
  -- A line such as "Ana Martins, who leads a team of nine"; no account hangs on it.
  author text not null,
  body text not null,
  audience text not null check (audience in ('public', 'members')),
  -- Null for a draft, and again once it was taken down.
  published_at timestamptz,
  made_at timestamptz not null default now(),
  edited_at timestamptz,
  primary key (community, id)
);
create index on app.insight (community, published_at desc);
call ops.classify('app.insight', '{"shared": "title takeaways author body audience published_at edited_at", "technical": "community id made_at"}');
call ops.protect('app.insight');
create policy read_public on app.insight for select to :visitor, :worker using (community = (select app.community()) and published_at is not null and audience = 'public');
create policy read_published on app.insight for select to :member using (community = (select app.community()) and published_at is not null);
create policy read on app.insight for select to :organiser using (community = (select app.community()));
create policy write on app.insight for insert to :organiser with check (community = (select app.community()));
create policy edit on app.insight for update to :organiser using (community = (select app.community())) with check (community = (select app.community()));
create policy throw_away on app.insight for delete to :organiser using (community = (select app.community()) and published_at is null);
grant select on app.insight to :visitor, :member, :organiser, :worker;
grant insert (community, id, title, takeaways, author, body, audience, published_at) on app.insight to :organiser;
grant update (title, takeaways, author, body, audience, published_at, edited_at) on app.insight to :organiser;
grant delete on app.insight to :organiser;

-- A letter is a draft until it is sent; then it stays as it was.
create table app.letter (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  subject text not null,
  intro text not null,
  sent_at timestamptz,
  -- Where its links lead, with the community's base: known to the one who sent it, not to the worker.
  site text,
  made_at timestamptz not null default now(),
  primary key (community, id),
  check ((sent_at is null) = (site is null))
);
create index on app.letter (community, sent_at desc);
call ops.classify('app.letter', '{"shared": "subject intro sent_at", "technical": "community id site made_at"}');
call ops.protect('app.letter');
create policy read_sent on app.letter for select to :visitor, :member, :worker using (community = (select app.community()) and sent_at is not null);
create policy read on app.letter for select to :organiser using (community = (select app.community()));
create policy write on app.letter for insert to :organiser with check (community = (select app.community()) and sent_at is null);
create policy edit on app.letter for update to :organiser using (community = (select app.community()) and sent_at is null) with check (community = (select app.community()));
create policy throw_away on app.letter for delete to :organiser using (community = (select app.community()) and sent_at is null);
grant select on app.letter to :visitor, :member, :organiser, :worker;
grant insert (community, id, subject, intro) on app.letter to :organiser;
grant update (subject, intro, sent_at, site) on app.letter to :organiser;
grant delete on app.letter to :organiser;

-- Which articles a letter brings, in their order.
create table app.letter_insight (
  community uuid not null,
  letter uuid not null,
  insight uuid not null,
  place integer not null,
  primary key (community, letter, insight),
  foreign key (community, letter) references app.letter on delete cascade,
  foreign key (community, insight) references app.insight on delete cascade
);
create index on app.letter_insight (community, insight);
call ops.classify('app.letter_insight', '{"technical": "community letter insight place"}');
call ops.protect('app.letter_insight');
create policy read on app.letter_insight for select to :visitor, :member, :organiser, :worker using (community = (select app.community()) and letter in (select id from app.letter));
create policy choose on app.letter_insight for insert to :organiser with check (community = (select app.community()) and letter in (select id from app.letter where sent_at is null));
create policy choose_again on app.letter_insight for delete to :organiser using (community = (select app.community()) and letter in (select id from app.letter where sent_at is null));
grant select on app.letter_insight to :visitor, :member, :organiser, :worker;
grant insert, delete on app.letter_insight to :organiser;

-- An address that asked for the letter. 'wished': somebody typed it; 'asked': its reader was asked by mail; 'confirmed': its reader said
-- yes. A visitor may only add a wish, and touches a row later only by the token from that mail, so nobody learns who reads along.
create table app.subscriber (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  address text not null,
  locale text not null,
  site text not null,
  state text not null default 'wished' check (state in ('wished', 'asked', 'confirmed')),
  token_hash bytea,
  confirmed_at timestamptz,
  made_at timestamptz not null default now(),
  primary key (community, id),
  check ((state = 'confirmed') = (confirmed_at is not null)),
  check ((state = 'wished') = (token_hash is null))
);
create unique index on app.subscriber (community, address) where state <> 'wished';
create unique index on app.subscriber (community, token_hash);
create index on app.subscriber (made_at) where state <> 'confirmed';
call ops.classify('app.subscriber', '{"personal": "address locale state confirmed_at made_at", "technical": "community id site token_hash"}');
call ops.protect('app.subscriber');
create policy wish on app.subscriber for insert to :visitor with check (community = (select app.community()) and state = 'wished');
create policy hold on app.subscriber for select to :visitor using (community = (select app.community()) and token_hash = (select app.token()));
create policy confirm on app.subscriber for update to :visitor using (community = (select app.community()) and token_hash = (select app.token())) with check (community = (select app.community()) and state = 'confirmed');
create policy leave on app.subscriber for delete to :visitor using (community = (select app.community()) and token_hash = (select app.token()));
create policy reach on app.subscriber for select to :worker using (community = (select app.community()));
create policy ask on app.subscriber for update to :worker using (community = (select app.community()) and state = 'wished') with check (community = (select app.community()) and state = 'asked');
create policy drop_wish on app.subscriber for delete to :worker using (community = (select app.community()) and state = 'wished');
-- Any community's, but only what nobody confirmed in a month: a delete without a condition takes just these.
create policy tidy on app.subscriber for delete to :worker using (state <> 'confirmed' and made_at < now() - interval '30 days');
grant insert (community, id, address, locale, site) on app.subscriber to :visitor;
grant select (community, id, state) on app.subscriber to :visitor;
grant update (state, confirmed_at) on app.subscriber to :visitor;
grant delete on app.subscriber to :visitor;
grant select, delete on app.subscriber to :worker;
grant update (state, token_hash) on app.subscriber to :worker;

-- Who deletes themselves gets no more letters at the address that was proven to be theirs. One that they merely claimed may be
-- somebody else's, who leaves by the link in the letter.
create function app.reads_no_more() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  delete from app.subscriber where community = old.community and address = old.address;
  return null;
end $$;
create trigger reads_no_more after delete on app.contact for each row when (old.address_confirmed) execute function app.reads_no_more();
revoke all on function app.reads_no_more() from public;

-- To whom a letter was posted: each once, whatever happened in between.
create table app.letter_copy (
  community uuid not null,
  letter uuid not null,
  subscriber uuid not null,
  primary key (community, letter, subscriber),
  foreign key (community, letter) references app.letter on delete cascade,
  foreign key (community, subscriber) references app.subscriber on delete cascade
);
create index on app.letter_copy (community, subscriber);
call ops.classify('app.letter_copy', '{"personal": "subscriber", "technical": "community letter"}');
call ops.protect('app.letter_copy');
create policy post on app.letter_copy to :worker using (community = (select app.community())) with check (community = (select app.community()));
grant select, insert on app.letter_copy to :worker;

-- Numbers for organisers: how many read along, and to how many a letter was posted.
create function app.letter_readers() returns bigint language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select count(*) from app.subscriber where community = app.community() and state = 'confirmed';
  end;
create function app.letter_copies() returns table (letter uuid, number bigint) language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select c.letter, count(*) from app.letter_copy c where c.community = app.community() group by c.letter;
  end;
revoke all on function app.letter_readers(), app.letter_copies() from public;
grant execute on function app.letter_readers(), app.letter_copies() to :organiser;

-- Where a mail's reader leaves the list it belongs to, for the button that mail programs show (RFC 8058). Sealed as the mail is.
alter table app.mail add column leave bytea;
call ops.classify('app.mail', '{"personal": "leave"}');
grant insert (leave) on app.mail to :visitor, :member, :organiser, :worker, :accounts;
grant update (leave) on app.mail to :worker;
