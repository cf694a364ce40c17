-- A guest whose meeting has moved knows the old time: their address is kept nowhere, so whoever asked them in tells them. Until then a row says so.
create table app.guest_untold (
  community uuid not null,
  guest uuid not null,
  circle uuid not null,
  -- From when the link is good as the guest knows it.
  known timestamptz not null,
  -- Until when it is worth telling them, and who asked them in.
  closes_at timestamptz not null,
  teller uuid,
  primary key (community, guest),
  foreign key (community, guest) references app.guest on delete cascade,
  foreign key (community, circle) references app.circle on delete cascade,
  foreign key (community, teller) references app.person on delete set null (teller)
);
create index on app.guest_untold (community, circle);
create index on app.guest_untold (community, teller);
call ops.classify('app.guest_untold', '{"personal": "teller", "technical": "community guest circle known closes_at"}');
call ops.protect('app.guest_untold');
create policy look on app.guest_untold for select to :member using (community = (select app.community()) and circle in (select app.my_circles()));
create policy note on app.guest_untold for insert to :member with check (community = (select app.community()) and circle = (select app.circle())
  and circle in (select app.my_circles())
  and exists (select 1 from app.guest g where g.community = guest_untold.community and g.id = guest_untold.guest and g.circle = guest_untold.circle));
create policy told on app.guest_untold for delete to :member using (community = (select app.community()) and circle = (select app.circle())
  and circle in (select app.my_circles()));
grant select, insert, delete on app.guest_untold to :member;
