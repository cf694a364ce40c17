-- A demo is a community of its own, so that it goes without taking anything else along. It is made by the areas' own writes, as its people
-- would have made it; then the times that the database itself wrote down are moved to when they are meant to have been.

alter table app.community add column demo text check (demo in ('making', 'ready'));
call ops.classify('app.community', '{"technical": "demo"}');

-- An installation's own community is the first one that is no demo.
create or replace function app.find_community(wanted text) returns setof app.community language sql stable security definer set search_path = app, pg_temp
  begin atomic
    select * from app.community where case when wanted = '' then demo is null else slug = wanted end order by made_at, id limit 1;
  end;

-- Founds a demo with whom it belongs to; the program's own doing, so no setup link is spent for it.
create function app.found_demo(about jsonb, wrapped bytea, person jsonb) returns void
  language plpgsql security definer set search_path = app, pg_temp as $$
declare token bytea := sha256(convert_to(gen_random_uuid()::text, 'utf8'));
begin
  insert into ops.setup_link (token_hash) values (token);
  perform app.found_community(token, about, wrapped, person);
  delete from ops.setup_link where token_hash = token;
  update app.community set demo = 'making' where id = (about->>'id')::uuid;
end $$;

-- Moves times of a demo. `moments` is a list of {"was", "is"}: what was written at the one time is from now on said to have been at the other.
create function app.settle_demo(which uuid, moments jsonb) returns void
  language plpgsql security definer set search_path = app, pg_temp as $$
declare place record;
begin
  if not exists (select 1 from app.community where id = which and demo = 'making') then raise exception 'no demo is being made' using errcode = 'P0002'; end if;
  for place in
    select c.relname as "table", a.attname as "column", case c.relname when 'community' then 'id' else 'community' end as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'app' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.atttypid = 'timestamptz'::regtype
  loop
    execute format('update app.%1$I t set %2$I = m."is" from jsonb_to_recordset($2) m("was" timestamptz, "is" timestamptz) where t.%3$I = $1 and t.%2$I = m."was"',
      place."table", place."column", place.key) using which, moments;
  end loop;
  update auth."user" u set "createdAt" = p.joined_at, "updatedAt" = p.joined_at
    from app.contact r join app.person p on p.community = r.community and p.id = r.person where r.community = which and u.id = r.account;
  update app.community set demo = 'ready' where id = which;
end $$;

-- Removes a demo with everything that hangs on it: rows, accounts that are nobody elsewhere, what waits to be done or to be followed.
create function app.remove_demo(which uuid) returns void
  language plpgsql security definer set search_path = app, pg_temp as $$
declare accounts uuid[]; names text[];
begin
  if not exists (select 1 from app.community where id = which and demo is not null) then raise exception 'not a demo' using errcode = 'P0002'; end if;
  accounts := array(select r.account from app.contact r where r.community = which
    and not exists (select 1 from app.contact other where other.account = r.account and other.community <> which));
  names := array(select unnest(array[u.id::text, u.email, u.claimed]) from auth."user" u where u.id = any(accounts));
  delete from auth.verification v where exists (select 1 from unnest(names) name where name is not null and v.value like '%"' || name || '"%');
  delete from auth.verification v using ops.outbox o where o.body->>'community' = which::text and v.identifier = 'wish ' || (o.body->>'wish');
  delete from app.community where id = which;
  delete from auth."user" where id = any(accounts);
  delete from ops.outbox where body->>'community' = which::text;
end $$;

revoke all on function app.found_demo(jsonb, bytea, jsonb), app.settle_demo(uuid, jsonb), app.remove_demo(uuid) from public;
grant execute on function app.found_demo(jsonb, bytea, jsonb), app.settle_demo(uuid, jsonb), app.remove_demo(uuid) to :accounts;
