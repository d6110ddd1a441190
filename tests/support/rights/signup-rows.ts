/** lib/signups: what a link, a letter or a browser can do to one reader's signup. */
import { eq } from "drizzle-orm";
import { grants } from "@/drizzle/schema/access";
import { signups } from "@/drizzle/schema/signups";
import { getDb } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { adoptSignups } from "@/lib/signups/adopt-signups";
import { confirmSignup } from "@/lib/signups/confirm-signup";
import { findConfirmation } from "@/lib/signups/find-confirmation";
import { findCourseMail } from "@/lib/signups/find-course-mail";
import { findUnlockable } from "@/lib/signups/find-unlockable";
import { readConfirmToken, readUnsubscribeToken } from "@/lib/signups/links";
import { adoptAll, signInByCode, signInByLink } from "@/lib/signups/sign-in";
import { signUp } from "@/lib/signups/sign-up";
import { unsubscribe } from "@/lib/signups/unsubscribe";
import { ONLY_THE_READER, type Row } from "@/tests/support/rights/row";
import { NOW, type World } from "@/tests/support/rights/world";

const now = NOW;

/** A browser opens one chapter by form; a writer's has opened none here. */
const ONE_PER_BROWSER = {
  nobody: "open",
  another: "has_free_chapter",
  reader: "has_free_chapter",
  editor: "open",
  author: "open",
};

export const SIGNUP_ROWS: Row[] = [
  {
    name: "signUp",
    tells: "what the form for another chapter answers",
    act: async ({ asker, email }, { unopened, network }) => {
      const answer = await signUp({ email, chapter: unopened, asker, page: "/", network });
      return answer.ok ? answer.value.state : answer.reason;
    },
    expected: ONE_PER_BROWSER,
  },
  {
    name: "findUnlockable",
    tells: "whether this browser may still open one",
    act: async ({ asker }, { unopened: chapter }) => {
      const found = await read((db) => findUnlockable(db, { chapter, asker }));
      return found.ok ? "open" : found.reason;
    },
    expected: ONE_PER_BROWSER,
  },
  {
    name: "confirmSignup",
    tells: "confirms the reader's signup",
    act: async ({ confirmToken: token }, world) => {
      await confirmSignup({ token, network: world.network, now });
      return (await signupOf(world))?.confirmedAt instanceof Date;
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "findConfirmation",
    tells: "shows what the reader signed up for",
    act: async ({ confirmToken }, { chapter }) =>
      (await findConfirmation(confirmToken, now))?.chapter.slug === chapter.slug,
    expected: ONLY_THE_READER,
  },
  {
    name: "readConfirmToken",
    tells: "names the reader's signup",
    act: async ({ confirmToken }, { signupId }) =>
      (await readConfirmToken(confirmToken, now)) === signupId,
    expected: ONLY_THE_READER,
  },
  {
    name: "unsubscribe",
    tells: "ends the reader's mail",
    act: async ({ unsubscribeToken: token }, world) => {
      await unsubscribe({ token, network: world.network, now });
      return (await signupOf(world))?.unsubscribedAt instanceof Date;
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "readUnsubscribeToken",
    tells: "names the reader",
    act: async ({ unsubscribeToken }, { people }) =>
      (await readUnsubscribeToken(unsubscribeToken, now))?.reader === people.reader.readerId,
    expected: ONLY_THE_READER,
  },
  {
    name: "findCourseMail",
    tells: "tells of a course that waits to be confirmed",
    act: async ({ readerId, email }) => (await findCourseMail({ id: readerId, email })).state,
    expected: {
      nobody: "none",
      another: "unconfirmed",
      reader: "unconfirmed",
      editor: "none",
      author: "none",
    },
  },
  {
    name: "adoptSignups",
    tells: "takes the reader's signup over",
    act: async ({ readerId }, { signupId }) =>
      (await transaction((tx) => adoptSignups(tx, { readerId, signupId }))).length > 0,
    expected: ONLY_THE_READER,
  },
  {
    name: "adoptAll",
    tells: "owns the reader's chapter",
    act: async ({ readerId }, { chapter }) => {
      await transaction((tx) => adoptAll(tx, { id: readerId }));
      const held = await getDb().select().from(grants).where(eq(grants.chapterId, chapter.id));
      return held.some((grant) => grant.readerId === readerId);
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "signInByCode",
    tells: "signs in as the reader with the reader's code",
    act: async ({ binding }, { letter, network, people }) => {
      const signedIn = await signInByCode({ code: letter.code, binding, network, now });
      return signedIn.ok && signedIn.value.readerId === people.reader.readerId;
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "signInByLink",
    tells: "signs in as the reader with the reader's link",
    act: async ({ binding }, { letter, people }) => {
      const signedIn = await signInByLink({ ...letter, binding, now });
      return signedIn.ok && signedIn.value.readerId === people.reader.readerId;
    },
    expected: ONLY_THE_READER,
  },
];

async function signupOf({ signupId }: World) {
  const [signup] = await getDb().select().from(signups).where(eq(signups.id, signupId));
  return signup;
}
