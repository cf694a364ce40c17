-- A meeting that moves to another day gets that day's id. What hangs on it comes along: who said what they wish for their turn, the way to meet that was
-- chosen, what somebody left who cannot come, what was thought over, who was asked in.
do $$
declare
  tie record;
begin
  for tie in
    select conrelid::regclass as held, conname, pg_get_constraintdef(oid) as body from pg_constraint
    where contype = 'f' and confrelid in ('app.meeting'::regclass, 'app.turn_meeting'::regclass)
  loop
    execute format('alter table %s drop constraint %I, add constraint %2$I %s on update cascade', tie.held, tie.conname, tie.body);
  end loop;
end $$;

create policy moves on app.meeting for update to :member using (community = (select app.community())
  and circle = (select app.circle()) and circle in (select app.my_circles()) and series is not null)
  with check (community = (select app.community()) and circle = (select app.circle())
  and series in (select id from app.series s where s.community = meeting.community and s.circle = meeting.circle));
grant update (id, day) on app.meeting to :member;
