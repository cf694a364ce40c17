-- What organisers wrote to those who applied before somebody came went to the address that a file gave for them. Once they have come they read
-- it on their own page, like everything else that was written to them.

alter table app.applicant_letter_reader
  -- Posted to an address, and so among nobody's own mails.
  add column by_address boolean not null default false;
call ops.classify('app.applicant_letter_reader', '{"personal": "posted_at", "technical": "community letter application by_address"}');
grant update (by_address) on app.applicant_letter_reader to :worker;

create policy came on app.applicant_letter_reader for select to :member using (community = (select app.community()) and by_address and posted_at is not null
  and application in (select id from app.application where person = (select app.person())));
grant select (community, letter, application, posted_at) on app.applicant_letter_reader to :member;
create policy came on app.applicant_letter for select to :member using (community = (select app.community())
  and id in (select letter from app.applicant_letter_reader));
grant select (community, id, subject, body) on app.applicant_letter to :member;
