import type { Script } from '../meeting.ts'

// What was said around "The second cup". All of it is invented.

const first: Script = {
  day: -27,
  leads: 'amara',
  present: ['amara', 'tomasz', 'priya', 'samuel', 'hannah', 'rafael', 'noor'],
  presenter: 'tomasz',
  question: 'My best engineer wants the job I used to love, and I keep doing it for him. How do I let go of the code?',
  notes: {
    priya: 'What would break if you looked at no code for one week? And who would notice first?',
    samuel:
      'I kept the key of the store room for a year. Nobody asked for it. I was the one who could not hand it over.',
    hannah: 'You said “my” release eleven times. I do that with my ward.',
  },
  takeaways: {
    amara: 'That letting go is something I do on a certain day, not something I slowly become.',
    priya: 'I review decks the way you review code: to be needed.',
    samuel: 'Piotr does not need your blessing. He needs the calendar invitation.',
    hannah: 'I want to ask my deputy which of my visits she would rather not have.',
    rafael: 'Being the best at it was my reason to keep it. It is the reason to teach it.',
    tomasz: 'I will miss it. That is allowed, and it is not his problem.',
  },
  asks: {
    hannah: 'Offer: the one-page handover sheet we use between shifts. It works for people, too.',
    rafael: 'Ask: half an hour with somebody who has parted ways with a co-founder and stayed friends.',
  },
  settles: {},
  takes: {
    amara: ['ask each of my five what they would like me to ask less often', 'the Monday one-to-ones begin'],
    tomasz: ['leave the release to Piotr and stay out of the channel until noon', 'the release starts on Thursday'],
    priya: ['say no to one of the two pilots, in writing', 'the partners’ call ends on Wednesday'],
    samuel: ['visit the Tema school without my checklist', 'I get into the car'],
    hannah: ['take my break away from the ward, twice', 'the noon handover is done'],
    rafael: ['write down what I expect of Bruno before I talk to him', 'I have had my first coffee on Saturday'],
    noor: ['tell my director which of the three reports I will not write', 'he asks how the week looks'],
  },
}

const second: Script = {
  day: -20,
  leads: 'hannah',
  present: ['hannah', 'amara', 'tomasz', 'priya', 'samuel', 'rafael', 'noor'],
  presenter: 'amara',
  question:
    'I was promoted over a friend. How do I lead Chidi without losing him, or acting as if nothing had changed?',
  notes: {
    tomasz: 'Has he heard you say that it is strange for you, too?',
    rafael: 'What did the two of you promise each other before this, without words?',
    noor: 'When it was me, the silence was worse than any sentence would have been.',
  },
  takeaways: {
    hannah: 'I have been polite to a colleague for two years instead of honest once.',
    tomasz: 'Fairness is not treating him like everybody else. He is not everybody else.',
    priya: 'You can be his lead on Tuesday and his friend on Friday, and say which day it is.',
    samuel: 'To ask what he needs before explaining what I need.',
    rafael: 'I avoid the talk with Bruno for the same reason.',
    amara: 'I have been waiting for him to be fine first. I can go first.',
  },
  asks: {
    noor: 'Ask: this hour is the middle of bath time at home. Does anybody know a circle that meets in the morning?',
    tomasz: 'Offer: I read difficult mails before you send them. I answer within a day.',
  },
  settles: {
    amara: ['kept'],
    tomasz: ['kept'],
    priya: ['carried'],
    samuel: ['kept'],
    hannah: ['dropped'],
    rafael: ['carried'],
    noor: ['kept'],
  },
  takes: {
    amara: ['tell Chidi that I miss how it was, before I talk about work', 'we walk to the bus on Thursday'],
    tomasz: ['block two hours a week that are for nothing', 'I plan my week on Sunday evening'],
    samuel: ['let the deputy head lead the staff meeting, and take no notes', 'the meeting opens on Monday'],
    hannah: ['tell Dr Weiss that the night rota stays as it is', 'he comes by on Wednesday'],
  },
}

const third: Script = {
  day: -13,
  leads: 'samuel',
  present: ['samuel', 'amara', 'priya', 'hannah', 'rafael'],
  presenter: 'rafael',
  question: 'My co-founder and I have not said the word “salary” for a year. Where do we begin?',
  notes: {
    hannah: 'Who else pays for this silence? You said your team reads your faces.',
    amara: 'You have a number in your head. Does he know that there is one?',
  },
  takeaways: {
    samuel: 'What is not said gets paid for somewhere else.',
    amara: 'Start with the thing that costs you sleep, not with the spreadsheet.',
    priya: 'I have a number, too, and nobody to say it to. I will find somebody.',
    hannah: 'A walk is a better room for this than a meeting room.',
    rafael: 'He is as afraid of it as I am. I had not thought of that once.',
  },
  asks: {
    priya: 'Ask: who has said no to a funder and been funded again? I would like to hear how you put it.',
    samuel: 'Offer: our template for a pay talk that begins with the other person.',
  },
  settles: { amara: ['kept'], priya: ['kept'], samuel: ['kept'], hannah: ['kept'], rafael: ['carried'] },
  takes: {
    amara: ['give Chidi the client review, whole, and only read it on the day', 'the review comes up on Tuesday'],
    priya: ['show the board one page with what we stop doing', 'the agenda goes out on Friday'],
    samuel: ['write to three head teachers what I saw them do well', 'I have closed the week’s reports'],
    hannah: ['ask my deputy which of my visits help, and which do not', 'we have our coffee on Monday'],
  },
}

const fourth: Script = {
  day: -6,
  leads: 'tomasz',
  present: ['tomasz', 'amara', 'priya', 'samuel', 'hannah', 'rafael'],
  presenter: 'priya',
  question: 'The board wants growth, the team wants rest, and both are right. What do I say on Friday?',
  notes: {
    samuel: 'Whose sentence is “we cannot slow down”? It did not sound like yours.',
    tomasz: 'What would you tell them if the money were already there?',
    rafael: 'I said “one quarter of fewer things” to my investors. They wanted the date, not a fight.',
  },
  takeaways: {
    tomasz: 'I carry messages between two sides that could simply meet.',
    amara: 'Resting is a decision with a date and an owner, like everything else.',
    samuel: 'To bring the board to a school rather than a slide.',
    hannah: 'Both are right. I had been choosing whom to disappoint.',
    rafael: 'Fewer things, by name, until a day.',
    priya: 'I do not have to solve it by Friday. I have to say it aloud by Friday.',
  },
  asks: {
    amara: 'Ask: somebody to practise the first two minutes of a hard talk with, before the week is over.',
    hannah: 'Offer: me, any evening after eight. I will play the difficult one.',
    tomasz: 'Decided: we begin on the minute with whoever is there. The first question waits for nobody.',
  },
  settles: {
    amara: ['kept'],
    tomasz: ['kept'],
    priya: ['kept'],
    samuel: ['carried'],
    hannah: ['kept'],
    rafael: ['kept'],
  },
  takes: {
    amara: ['tell the team what I will no longer decide, and who does', 'the stand-up ends on Wednesday'],
    tomasz: ['ask Piotr what he would change about how I lead', 'we have lunch on Thursday'],
    priya: ['say it to the board: three things we stop until spring', 'my point comes up on Friday'],
    hannah: ['be home for dinner on both of my late days', 'the late shift is handed over'],
    rafael: ['open the talk with Bruno with “I have been afraid of this”', 'we set out on our walk on Saturday'],
  },
}

export const secondCup = {
  name: 'The second cup',
  purpose:
    'For people in their first two years of leading others. We bring what we would not bring to work: the talk we put off, the friend we now lead, the job we cannot let go of.',
  place: 'https://meet.long-table.example/second-cup',
  scripts: [first, second, third, fourth],
  request:
    'Hello! I lead a small museum team since spring and sit between two generations who do not speak. Amara told me about you in the forum. Your evenings suit me.',
  point:
    'Whoever brings a challenge says first what would help: questions, what others have lived, or only being heard.',
  why: 'Twice we began to help before we knew what help would be. I was among the quickest.',
}
