-- Our agreement. Version 1 is the template, the same words for every circle, so it holds no row of content; what a circle words itself stands
-- here sealed. Whoever has agreed to what binds may write.

create table app.charter (
  community uuid not null,
  circle uuid not null,
  -- The version that is in force, and the one that everybody must have agreed to (a change of wording asks nobody again).
  version integer not null default 1,
  binding integer not null default 1,
  -- The version that is proposed and not agreed by all yet.
  pending integer,
  -- The highest number that any version ever had.
  latest integer not null default 1,
  -- Counts signatures and comings and goings, so that two at the same moment meet each other.
  moves integer not null default 0,
  primary key (community, circle),
  foreign key (community, circle) references app.circle on delete cascade
);
call ops.classify('app.charter', '{"technical": "community circle version binding pending latest moves"}');
call ops.protect('app.charter');

-- A version in the circle's own words. A newcomer's epoch gets a copy of what lives on: the same number, sealed again.
create table app.charter_version (
  community uuid not null,
  id uuid not null,
  circle uuid not null,
  epoch integer not null,
  number integer not null check (number > 1),
  kind text not null check (kind in ('wording', 'meaning')),
  points bytea not null,
  why bytea not null,
  made_by uuid,
  made_at timestamptz not null default now(),
  primary key (community, id),
  unique (community, circle, number, epoch),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, made_by) references app.person on delete set null (made_by)
);
create index on app.charter_version (community, made_by);
call ops.classify('app.charter_version', '{"content": "points why", "personal": "made_at", "technical": "community id circle epoch number kind", "personal, of the person": "made_by"}');
call ops.holds_content('app.charter_version');

-- Who has agreed to which version; it goes with the seat.
create table app.charter_sign (
  community uuid not null,
  circle uuid not null,
  seat uuid not null,
  person uuid not null,
  version integer not null,
  signed_at timestamptz not null default now(),
  primary key (community, seat, version),
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, seat) references app.seat on delete cascade,
  foreign key (community, person) references app.person on delete cascade
);
create index on app.charter_sign (community, circle);
create index on app.charter_sign (community, person);
call ops.classify('app.charter_sign', '{"personal": "signed_at", "technical": "community circle seat version", "personal, of the person": "person"}');
call ops.protect('app.charter_sign');

-- A proposal is in force as soon as all who sit in the circle have agreed to it.
create function app.settle_charter(of_community uuid, which uuid) returns void language sql security definer set search_path = app, pg_temp
  begin atomic
    with state as (
      select h.pending is not null
        and exists (select 1 from app.seat s where s.community = of_community and s.circle = which and s.left_at is null)
        and not exists (
          select 1 from app.seat s where s.community = of_community and s.circle = which and s.left_at is null and not exists (
            select 1 from app.charter_sign g where g.community = s.community and g.seat = s.id and g.version = h.pending)) as agreed
      from app.charter h where h.community = of_community and h.circle = which)
    update app.charter h set moves = moves + 1,
        version = case when agreed then pending else version end,
        binding = case when agreed then pending else binding end,
        pending = case when agreed then null else pending end
      from state where h.community = of_community and h.circle = which;
  end;

create function app.signed() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  perform app.settle_charter(new.community, new.circle);
  return null;
end $$;
create trigger signed after insert on app.charter_sign for each row execute function app.signed();
create function app.fewer_sign() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  perform app.settle_charter(old.community, old.circle);
  return null;
end $$;
create trigger fewer_sign after update of left_at or delete on app.seat for each row execute function app.fewer_sign();

-- The next number is a proposal, or takes effect at once where only the wording changed; an earlier one is a copy for a newcomer.
create function app.proposed() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
declare newest integer := (select latest from app.charter where community = new.community and circle = new.circle);
begin
  if new.number <= newest then return null; end if;
  update app.charter set moves = moves + 1, latest = new.number,
      version = case new.kind when 'wording' then new.number else version end,
      pending = case new.kind when 'meaning' then new.number end
    where community = new.community and circle = new.circle and pending is null and new.number = newest + 1;
  if not found then raise exception 'one proposal at a time'; end if;
  return null;
end $$;
create trigger proposed after insert on app.charter_version for each row execute function app.proposed();

create policy ours on app.charter for select to :member using (community = (select app.community()) and circle in (select app.my_circles()));
create policy begin on app.charter for insert to :member with check (community = (select app.community()) and circle in (select app.my_circles()));
create policy tend on app.charter for update to :member using (community = (select app.community()) and circle in (select app.my_circles()))
  with check (community = (select app.community()) and (pending is null or pending > version));
grant select on app.charter to :member;
grant insert (community, circle) on app.charter to :member;
grant update (pending) on app.charter to :member;

create policy ours on app.charter_sign for select to :member using (community = (select app.community()) and circle in (select app.my_circles()));
create policy agree on app.charter_sign for insert to :member with check (community = (select app.community()) and person = (select app.person())
  and seat in (select s.id from app.seat s where s.circle = charter_sign.circle and s.person = (select app.person()) and s.left_at is null)
  and exists (select 1 from app.charter h where h.circle = charter_sign.circle and charter_sign.version in (h.version, h.pending)));
grant select on app.charter_sign to :member;
grant insert (community, circle, seat, person, version) on app.charter_sign to :member;

revoke all on function app.settle_charter(uuid, uuid), app.signed(), app.fewer_sign(), app.proposed() from public;
