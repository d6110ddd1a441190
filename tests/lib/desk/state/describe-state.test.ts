import { expect, it } from "vitest";
import { describeState, type Facts } from "@/lib/desk/state/describe-state";

const WELL: Facts = {
  incidents: [],
  late: [],
  waiting: { letters: 0, jobs: 0, tried: 0 },
  failed: { letters: [], refused: [], others: 0 },
  failedAnswers: { lately: 0, today: 0 },
  alarmsSilentSeconds: 8,
};

const CASES: [string, Partial<Facts>, string, string][] = [
  ["nothing wrong", {}, "well", "All well: nothing waits, nothing failed in the last 24 hours."],
  [
    "letters that just leave",
    { waiting: { letters: 3, jobs: 3, tried: 0 } },
    "well",
    "All well: 3 letters on their way, nothing failed in the last 24 hours.",
  ],
  [
    "letters of which some are tried again",
    { waiting: { letters: 8, jobs: 0, tried: 4 } },
    "well",
    "All well: 8 letters on their way, 4 jobs tried again, no answer failed in the last 24 hours.",
  ],
  [
    "an alarm about letters that have left since",
    {
      incidents: [{ cause: "letters:sign-in", title: "Readers cannot log in", isKnown: false }],
    },
    "well",
    "All well: nothing waits, nothing failed in the last 24 hours.",
  ],
  [
    "work that is due, after an error this morning",
    { waiting: { letters: 0, jobs: 1, tried: 0 }, failedAnswers: { lately: 0, today: 2 } },
    "well",
    "All well now: 1 job due. 2 answers failed in the last 24 hours.",
  ],
  [
    "an error this morning",
    { failedAnswers: { lately: 0, today: 1 } },
    "well",
    "All well now: nothing waits. 1 answer failed in the last 24 hours.",
  ],
  [
    "late letters of one kind",
    { late: [{ template: "confirm-signup", count: 3 }] },
    "watch",
    "3 welcome letters delayed; readers unaffected.",
  ],
  [
    "late letters of several kinds",
    {
      late: [
        { template: "lesson", count: 1_200 },
        { template: "confirm-signup", count: 1 },
      ],
    },
    "watch",
    "1,201 letters delayed; readers unaffected.",
  ],
  [
    "late login letters, which somebody waits for",
    { late: [{ template: "sign-in", count: 2 }] },
    "harm",
    "2 login letters delayed; whoever logs in waits, the others read on.",
  ],
  [
    "what failed for good",
    { failed: { letters: [{ template: "sign-in", count: 1 }], refused: [], others: 2 } },
    "watch",
    "1 login letter could not be sent and 2 jobs failed for good; readers unaffected.",
  ],
  [
    "one letter that the mail server refuses",
    { failed: { letters: [], refused: [{ template: "lesson", count: 1 }], others: 0 } },
    "watch",
    "1 lesson refused by the mail server; readers unaffected.",
  ],
  [
    "letters of several kinds that it refuses, whose alarm rings",
    {
      incidents: [
        {
          cause: "failures:letters-course: TurnedAway",
          title: "The mail server refuses our letters",
          isKnown: false,
        },
      ],
      failed: {
        letters: [],
        refused: [
          { template: "lesson", count: 2 },
          { template: "confirm-signup", count: 1 },
        ],
        others: 0,
      },
    },
    "watch",
    "3 letters refused by the mail server; readers unaffected.",
  ],
  [
    "login letters that never left",
    {
      incidents: [{ cause: "expired:sign-in", title: "Login letters never left", isKnown: false }],
    },
    "harm",
    "Login letters never left; readers notice.",
  ],
  [
    "readers who see errors",
    { failedAnswers: { lately: 4, today: 4 } },
    "harm",
    "Readers saw 4 errors in 5 minutes.",
  ],
  [
    "an incident, letters and readers",
    {
      incidents: [
        { cause: "mail", title: "The mail server fails", isKnown: false },
        { cause: "answers", title: "Some readers see errors", isKnown: false },
        { cause: "clock", title: "A clock is wrong", isKnown: false },
        { cause: "letters:signup", title: "Signups wait for their letters", isKnown: false },
      ],
      late: [{ template: "lesson", count: 1 }],
      failedAnswers: { lately: 1, today: 9 },
    },
    "harm",
    "The mail server fails, some readers see errors, 1 more alarm ringing and 1 lesson delayed; readers saw 1 error in 5 minutes.",
  ],
  [
    "a page that the site could not read itself",
    { incidents: [{ cause: "reader", title: "A page cannot be read", isKnown: false }] },
    "harm",
    "A page cannot be read; readers notice.",
  ],
  [
    "an incident that somebody knows of",
    { incidents: [{ cause: "mail", title: "The mail server fails", isKnown: true }] },
    "watch",
    "The mail server fails (known); readers unaffected.",
  ],
  [
    "alarms that sleep",
    { alarmsSilentSeconds: 301 },
    "watch",
    "The alarms have not looked for 5 minutes; readers unaffected.",
  ],
  [
    "alarms that never looked",
    { alarmsSilentSeconds: null },
    "watch",
    "The alarms have not looked yet; readers unaffected.",
  ],
];

it.each(CASES)("%s is said in one sentence", (_, facts, tone, sentence) => {
  expect(describeState({ ...WELL, ...facts })).toEqual({ tone, sentence });
});
