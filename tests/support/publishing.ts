/** Publishes again and again while two instances are read, and notes how long each change took to be everywhere. */
import { setTimeout as sleep } from "node:timers/promises";
import { saveChapter } from "@/lib/author/chapters/save-chapter";
import { AUTHOR, publishNow, textWith } from "@/tests/support/drafts";

const GIVE_UP_MS = 20_000;

/** Begins and ends with its number, so that a mixture of two versions shows. */
const textOf = (turn: number) =>
  `Begins ${turn}.\n\n${"Words that fill the chapter. ".repeat(200)}\n\nEnds ${turn}.\n`;

type Seen = { status: number; begins: string | undefined; ends: string | undefined };

async function look(url: string): Promise<Seen> {
  const answer = await fetch(url);
  const html = await answer.text();
  return {
    status: answer.status,
    begins: /Begins (\d+)\./.exec(html)?.[1],
    ends: /Ends (\d+)\./.exec(html)?.[1],
  };
}

export type Published = {
  /** From the publish to the last instance that shows it. */
  delaysMs: number[];
  /** Answers that were no chapter, or a mixture of two. */
  broken: Seen[];
};

type Publishing = {
  urls: string[];
  times: number;
  /** How often the chapter was saved before. */
  after?: number;
  /** What is done to the site right before each publish. */
  before?(): void;
  /** So many publishes follow each other before anyone waits for the last. */
  inARow?: number;
};

export async function publishAgainAndAgain(publishing: Publishing): Promise<Published> {
  const { urls, times, after = 0, before, inARow = 1 } = publishing;
  const seen: Published = { delaysMs: [], broken: [] };
  for (let done = inARow; done <= times; done += inARow) {
    for (let turn = done - inARow + 1; turn < done; turn += 1) await publishText(after + turn);
    before?.();
    await publishText(after + done);
    seen.delaysMs.push(await waitUntilEverywhere({ urls, turn: after + done, seen }));
  }
  return seen;
}

async function publishText(turn: number): Promise<void> {
  const saved = await saveChapter({
    actor: AUTHOR,
    slug: "one",
    base: turn,
    text: textWith(textOf(turn), { access: "free" }),
    door: "api",
  });
  if (!saved.ok) throw new Error(saved.reason);
  await publishNow();
}

type Wait = { urls: string[]; turn: number; seen: Published };

async function waitUntilEverywhere({ urls, turn, seen }: Wait): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    urls.map(async (url) => {
      while (performance.now() - startedAt < GIVE_UP_MS) {
        const now = await look(`${url}/chapters/one`);
        if (now.status !== 200 || now.begins !== now.ends) seen.broken.push(now);
        if (now.begins === String(turn)) return;
        await sleep(20);
      }
      throw new Error(`${url} never showed text ${turn}.`);
    }),
  );
  return performance.now() - startedAt;
}
