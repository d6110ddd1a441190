/** lib/desk/letters: who looks at sample letters and at the sender, and sends a test. */
import { listSamples, previewSample, sendSample } from "@/lib/desk/letters/letter-samples";
import { inspectSender } from "@/lib/desk/letters/sender";
import { ONLY_AUTHORS, ONLY_WRITERS, type Row } from "@/tests/support/rights/row";

const lookUp = { txt: async () => [], mx: async () => [] };

export const LETTER_ROWS: Row[] = [
  {
    name: "previewSample",
    tells: "shows a letter with a text of the book",
    act: async ({ actor }) => (await previewSample({ actor, name: "companion-chapter" })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "listSamples",
    tells: "lists all letters",
    act: async ({ actor }) => (await listSamples({ actor })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "sendSample",
    tells: "mails one to whoever asks",
    act: async ({ actor }) => (await sendSample({ actor, name: "sign-in", press: "once" })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "inspectSender",
    tells: "shows the sender's settings and counts",
    act: async ({ actor }) => (await inspectSender({ actor, lookUp })).ok,
    expected: ONLY_AUTHORS,
  },
];
