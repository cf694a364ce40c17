-- From which day on a rule takes the place of those before it: a meeting that moves to a later day does not also stand on its old one.
alter table app.series_rule add column since date check (since <= from_day);
call ops.classify('app.series_rule', '{"shared": "since"}');
grant select (since) on app.series_rule to :organiser, :worker;
