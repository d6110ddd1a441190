/** lib/readers: what a cookie or a letter can do to one reader's session and sign-in. */
import { hasRight } from "@/lib/readers/actor";
import { findLinkRequest } from "@/lib/readers/link-request";
import { endAllSessions, endSession, findSession, isAuthor } from "@/lib/readers/sessions";
import { signInByCode, signInByLink } from "@/lib/readers/sign-in";
import { readBinding } from "@/lib/readers/sign-in-binding";
import { ONLY_AUTHORS, ONLY_THE_READER, type Row } from "@/tests/support/rights/row";
import { NOW, type World } from "@/tests/support/rights/world";

const now = NOW;
const onProven = async () => undefined;

export const READER_ROWS: Row[] = [
  {
    name: "findSession",
    tells: "is the reader's session",
    act: async ({ sessionToken }, { people }) =>
      (await findSession(sessionToken, now))?.readerId === people.reader.readerId,
    expected: ONLY_THE_READER,
  },
  {
    name: "endSession",
    tells: "ends the reader's session",
    act: async ({ sessionToken }, world) => {
      await endSession(sessionToken);
      return isReaderSignedOut(world);
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "endAllSessions",
    tells: "ends the reader's session",
    act: async ({ readerId }, world) => {
      await endAllSessions(readerId);
      return isReaderSignedOut(world);
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "isAuthor",
    tells: "may write",
    act: async ({ email }) => isAuthor(email),
    expected: ONLY_AUTHORS,
  },
  {
    name: "actorOf",
    tells: "the role in the workshop",
    act: async ({ actor }) => actor.role,
    expected: {
      nobody: "nobody",
      another: "reader",
      reader: "reader",
      editor: "editor",
      author: "author",
    },
  },
  {
    name: "hasRight",
    tells: "may see people",
    act: async ({ actor }) => hasRight(actor, "people"),
    expected: ONLY_AUTHORS,
  },
  {
    name: "findLinkRequest",
    tells: "what the page behind the reader's link offers",
    act: async ({ binding }, { letter }) =>
      (await findLinkRequest({ ...letter, binding, now })).state,
    expected: {
      nobody: "type-code",
      another: "type-code",
      reader: "same-browser",
      editor: "type-code",
      author: "type-code",
    },
  },
  {
    name: "readBinding",
    tells: "names the reader's sign-in",
    act: async ({ binding }, { letter }) =>
      (await readBinding(binding, now)).includes(letter.requestId),
    expected: ONLY_THE_READER,
  },
  {
    name: "signInByCode",
    tells: "signs in as the reader with the reader's code",
    act: async ({ binding }, { letter, network, people }) => {
      const signedIn = await signInByCode({ code: letter.code, binding, network, now, onProven });
      return signedIn.ok && signedIn.value.readerId === people.reader.readerId;
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "signInByLink",
    tells: "signs in as the reader with the reader's link",
    act: async ({ binding }, { letter, people }) => {
      const signedIn = await signInByLink({ ...letter, binding, now, onProven });
      return signedIn.ok && signedIn.value.readerId === people.reader.readerId;
    },
    expected: ONLY_THE_READER,
  },
];

const isReaderSignedOut = async ({ people }: World) =>
  (await findSession(people.reader.sessionToken, now)) === undefined;
