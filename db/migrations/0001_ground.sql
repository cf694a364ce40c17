-- The ground on which every area stands: schemas, the context of a transaction, data classes, and what protects a table.
-- Words such as :member are replaced by the quoted name of that login role (role names start with the database's name).

create schema app;
create schema auth;
-- The queue of jobs belongs to the worker alone, which makes its tables there itself.
create schema jobs authorization :worker;
create schema if not exists ops;

revoke all on schema public from public;
grant usage on schema app to :visitor, :member, :organiser, :worker, :accounts;
grant usage on schema ops to :visitor, :member, :organiser, :worker, :accounts;
grant usage on schema auth to :accounts;

-- Who asks, from the transaction's own settings. No context, no rows.
create function app.community() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.community', true), '')::uuid;
create function app.person() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.person', true), '')::uuid;
create function app.circle() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.circle', true), '')::uuid;
-- The hash of a link's token that the person holds, where one was followed.
create function app.token() returns bytea language sql stable parallel safe
  return decode(nullif(current_setting('app.token', true), ''), 'hex');

-- Data classes stand as comments on the columns: personal, content, shared or technical. The catalogue test fails on a
-- column without one; export and erasure read them. 'personal, of the person' marks the column that says whose row it is.
create procedure ops.classify(which regclass, classes jsonb) language plpgsql as $$
declare class text; columns text; name text;
begin
  for class, columns in select * from jsonb_each_text(classes) loop
    foreach name in array regexp_split_to_array(trim(columns), '\s+') loop
      execute format('comment on column %s.%I is %L', which, name, class);
    end loop;
  end loop;
end $$;

-- Row-level security that binds the owner, too, with a policy so that later migrations can move data.
create procedure ops.protect(which regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', which);
  execute format('alter table %s force row level security', which);
  execute format('create policy migrator on %s to %I using (true) with check (true)', which, current_user);
end $$;

create table ops.setting (
  name text primary key,
  value jsonb not null
);
call ops.classify('ops.setting', '{"technical": "name value"}');
grant select on ops.setting to :visitor, :accounts;
grant insert, update, delete on ops.setting to :accounts;

-- Which key file this database was written under: a start with another one is refused.
create table ops.key_check (
  id text primary key,
  made_at timestamptz not null default now()
);
call ops.classify('ops.key_check', '{"technical": "id made_at"}');

-- The one link that lets the first owner in. Only its hash is kept.
create table ops.setup_link (
  token_hash bytea primary key,
  made_at timestamptz not null default now(),
  spent_at timestamptz
);
call ops.classify('ops.setup_link', '{"technical": "token_hash made_at spent_at"}');
grant select, insert, delete on ops.setup_link to :accounts;

-- What has to happen after a business transaction, written in the same transaction. Everyone may add; only the worker takes.
-- The body carries opaque ids, never words.
create table ops.outbox (
  id uuid primary key,
  queue text not null,
  body jsonb not null,
  after timestamptz not null default now()
);
call ops.classify('ops.outbox', '{"technical": "id queue body after"}');
grant insert on ops.outbox to :visitor, :member, :organiser, :accounts;
grant select, insert, delete on ops.outbox to :worker;

create function ops.tell_worker() returns trigger language plpgsql as $$
begin
  perform pg_notify('outbox', '');
  return null;
end $$;
create trigger tell_worker after insert on ops.outbox for each statement execute function ops.tell_worker();
