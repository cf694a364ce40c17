-- Who worked with whom in pairs and threes, so that everybody in a circle meets everybody before two meet again, from one meeting to the next. Who comes
-- later may see all of it: no words are kept here.
create table app.small_group (
  community uuid not null,
  run uuid not null,
  part text not null,
  person uuid not null,
  circle uuid not null,
  number integer not null,
  primary key (community, run, part, person),
  foreign key (community, run) references app.run on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, person) references app.person on delete cascade
);
create index on app.small_group (community, circle);
create index on app.small_group (community, person);
call ops.classify('app.small_group', '{"personal": "number", "technical": "community run part circle", "personal, of the person": "person"}');
call ops.protect('app.small_group');
create policy ours on app.small_group for select to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null);
create policy divide on app.small_group for insert to :member with check (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null
  and exists (select 1 from app.run r where r.community = small_group.community and r.id = small_group.run and r.circle = small_group.circle)
  and exists (select 1 from app.seat s where s.community = small_group.community and s.circle = small_group.circle and s.person = small_group.person));
create policy divide_anew on app.small_group for delete to :member using (community = (select app.community()) and circle = (select app.circle()) and (select app.seat_floor()) is not null);
grant select, insert, delete on app.small_group to :member;
