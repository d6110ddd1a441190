import { describe, expect, it } from "vitest";
import { ACCESS_ROWS } from "@/tests/support/rights/access-rows";
import { AUDIENCE_ROWS } from "@/tests/support/rights/audience-rows";
import { BROADCAST_ROWS } from "@/tests/support/rights/broadcast-rows";
import { COURSE_ROWS } from "@/tests/support/rights/course-rows";
import { COURSE_COUNT_ROWS, LESSON_ROWS } from "@/tests/support/rights/lesson-rows";
import { LETTER_ROWS } from "@/tests/support/rights/letter-rows";
import { READER_ROWS } from "@/tests/support/rights/reader-rows";
import { SIGNUP_ROWS } from "@/tests/support/rights/signup-rows";
import { buildWorld, type Who } from "@/tests/support/rights/world";
import { listSourceFiles, type SourceFile, walk } from "@/tests/support/source-files";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

/** Who may do what: each function of these domains that looks at who asks has a row. */
const DOMAINS = {
  access: ACCESS_ROWS,
  signups: [...SIGNUP_ROWS, ...COURSE_ROWS],
  readers: READER_ROWS,
  desk: [...AUDIENCE_ROWS, ...BROADCAST_ROWS, ...COURSE_COUNT_ROWS, ...LETTER_ROWS],
  "author/course": LESSON_ROWS,
};

/** The others, and why nobody in particular asks them. */
const ASKED_BY_NOBODY: Record<string, string[]> = {
  "works on a value alone": [
    "signups/zoneOr",
    "signups/dayOf",
    "signups/addDays",
    "signups/daysBetween",
    "signups/laterDay",
    "signups/morningOf",
    "signups/whenToSend",
    "signups/describeLength",
    "signups/planLesson",
    "signups/planChapter",
    "signups/chapterLetterKey",
    "signups/lessonsFor",
    "signups/lessonLetterKey",
    "signups/isThemself",
    "signups/mayActFor",
    "signups/auditNameOf",
    "signups/lessonLetter",
    "author/course/lessonOpening",
    "author/course/recordOf",
    "author/course/isSchedule",
    "access/isValid",
    "access/lockedText",
    "access/quotesIn",
    "readers/pickVerified",
    "readers/pathOf",
    "readers/isSignInRequestId",
    "readers/makeToken",
    "readers/makeCode",
    "readers/hashToken",
    "readers/hashCode",
    "readers/isCodeOf",
    "readers/nameOf",
    "desk/findColumns",
    "desk/readRow",
    "desk/explainQuotes",
    "desk/readList",
    "desk/judgeLines",
  ],
  "builds a condition that its callers' rows test": [
    "access/heldBy",
    "desk/matchesFilter",
    "desk/matchesEnrolment",
    "desk/matchesAddress",
    "desk/isAfter",
    "desk/isBefore",
  ],
  "writes what its caller has decided, in the caller's transaction": [
    "access/grantAccess",
    "access/revokeGrant",
    "desk/lockBroadcast",
    "desk/enqueueStep",
    "desk/enqueueLook",
    "desk/pauseBecause",
    "desk/startNow",
    "author/course/changeLesson",
    "author/course/tellOfLesson",
    "author/course/lockOrder",
    "signups/recordSignup",
    "signups/enrol",
    "signups/endCompanion",
    "signups/holdStanding",
    "signups/recordSteps",
    "signups/writeLessonLetters",
    "signups/recordCompanionSteps",
    "signups/writeChapterLetters",
    "signups/replanCourse",
    "signups/leaveCourse",
    "readers/openSession",
    "readers/recordRequest",
    "readers/lockRequests",
    "readers/consumeRequest",
    "readers/countWrongTry",
  ],
  "makes what only a letter or a cookie hands out": [
    "signups/makeConfirmUrl",
    "signups/makeUnsubscribeUrl",
    "readers/writeBinding",
  ],
  "looks up for the functions with rows": [
    "desk/loadSampleBook",
    "desk/makeSharedProps",
    "desk/withNumbers",
    "desk/findBroadcast",
    "desk/findForbiddenQuotes",
    "desk/countRecipients",
    "desk/listSomeRecipients",
    "desk/listNextRecipients",
    "readers/actorOfEmail",
    "author/course/lockLesson",
    "author/course/prepareLesson",
    "author/course/quotesLocked",
    "readers/listLive",
    "readers/findRequest",
    "signups/findStandings",
    "signups/listLiveLessons",
    "signups/findCompanionStandings",
    "signups/listBookChapters",
    "desk/pickPeople",
    "desk/selectPeople",
    "desk/keptNumbers",
    "desk/listEvents",
    "desk/signupEvents",
    "desk/findStandings",
  ],
  "holds a text against the book for those whose rows say who may write it": [
    "access/findLockedQuotes",
    "access/loadChapterWords",
  ],
  "answers everybody alike": ["readers/requestSignIn"],
  "believes the provider, whose answer it checks": [
    "readers/findGitHubAddress",
    "readers/nextAuthOptions",
    "readers/signInByProvider",
  ],
  "is run by the clock": [
    "signups/purgeUnconfirmed",
    "signups/runCourse",
    "signups/sendDueLessons",
    "signups/sendDueCompanionChapters",
    "signups/replanEveryone",
    "readers/purgeSignIns",
    "desk/purgeImports",
    "desk/feedBroadcast",
    "desk/startScheduled",
    "desk/tendBroadcasts",
  ],
};

/** The reader comes last: what the others tried before must not stand in the reader's way. */
const IN_TURN: Who[] = ["nobody", "another", "author", "reader"];

for (const [domain, rows] of Object.entries(DOMAINS)) {
  describe(`lib/${domain}`, () => {
    it.each(rows)("$name: $tells", async ({ act, expected }) => {
      const world = await buildWorld();
      const seen: Partial<Record<Who, unknown>> = {};
      for (const who of IN_TURN) seen[who] = await act(world.people[who], world);
      expect(seen).toEqual(expected);
    });
  });
}

describe("the matrix", () => {
  it("has a row for each exported function, or says why nobody in particular asks it", () => {
    const inRows = Object.entries(DOMAINS).flatMap(([domain, rows]) =>
      rows.map(({ name }) => `${domain}/${name}`),
    );
    const known = [...inRows, ...Object.values(ASKED_BY_NOBODY).flat()].toSorted();
    expect(new Set(known).size).toBe(known.length);
    expect(listExportedFunctions()).toEqual(known);
  });
});

function listExportedFunctions(): string[] {
  return listSourceFiles()
    .flatMap((file) => {
      const domain = /^lib\/(access|signups|readers|desk|author\/course)\//.exec(file.name)?.[1];
      return domain ? exportedFunctions(file).map((name) => `${domain}/${name}`) : [];
    })
    .toSorted();
}

function exportedFunctions(file: SourceFile): string[] {
  const found: string[] = [];
  walk(file, (node) => {
    if (node.type !== "ExportNamedDeclaration" || !node.loc) return;
    const line = file.text
      .split("\n")
      .slice(node.loc.start.line - 1, node.loc.end.line)
      .join(" ");
    const [, name] =
      /^export (?:async )?function (\w+)/.exec(line) ??
      /^export const (\w+)(?:: [^=]+)? = (?:async )?\([^)]*\)[^=;]*=>/.exec(line) ??
      [];
    if (name) found.push(name);
  });
  return found;
}
