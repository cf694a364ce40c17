-- Whoever opens what a circle wrote is asked for a seat there, also a former one: without an index for those, every request into a circle read all
-- the seats of the community. It finds those of today as well.
create index on app.seat (community, person, circle);
drop index app.seat_community_person_idx;
