-- What a community says about privacy, and its terms. Version 1 is the draft that the program makes from the data classes; an
-- owner's edit is the next version. Versions stay, for people have agreed to one.

create table app.policy (
  community uuid not null references app.community on delete cascade,
  id uuid not null,
  document text not null check (document in ('privacy', 'terms')),
  version integer not null check (version > 1),
  texts jsonb not null,
  made_at timestamptz not null default now(),
  primary key (community, id),
  unique (community, document, version)
);
call ops.classify('app.policy', '{"shared": "document version texts made_at", "technical": "community id"}');
call ops.protect('app.policy');
create policy read on app.policy for select to :visitor, :member, :organiser, :accounts using (community = (select app.community()));
create policy write on app.policy for insert to :organiser with check (community = (select app.community()) and (select app.holds_office('owner')));
grant select on app.policy to :visitor, :member, :organiser, :accounts;
grant insert on app.policy to :organiser;

-- What is kept about people, as the catalogue knows it: for the draft of the privacy policy.
create function app.kept() returns table ("table" text, sealed boolean, organisers boolean) language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select c.relname::text,
      bool_or(col_description(c.oid, a.attnum) = 'content'),
      has_any_column_privilege(:'organiser', c.oid, 'select')
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'app' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and col_description(c.oid, a.attnum) in ('personal', 'content')
    group by c.relname, c.oid
    order by 1;
  end;
revoke all on function app.kept() from public;
grant execute on function app.kept() to :visitor, :member, :organiser, :accounts;
