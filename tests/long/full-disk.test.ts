import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, it } from "vitest";
import { z } from "zod";
import { type FaultySite, startFaultySite } from "@/tests/support/faults/faulty-site";
import {
  compareLedger,
  type Delivered,
  isBalanced,
  sayLedger,
  untilAllSent,
} from "@/tests/support/faults/ledger";
import { isOpen, signUpCrowd } from "@/tests/support/faults/signing-crowd";
import { tell } from "@/tests/support/figures";

/** The disk of the local mailbox is full: nobody notices, and the letters are there when it is not. */

const SIGNUPS = 30;
const run = promisify(execFile);

let site: FaultySite;
let folder: string;
let disk: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "handbook-disk-"));
  disk = path.join(folder, "mail");
  await mkdir(disk, { recursive: true });
  /** Needs the right to mount; where it is missing, this run fails and says so. */
  await run("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", disk]);
  site = await startFaultySite({ seed: 7, settings: { DATA_DIR: folder, MAIL_URL: "" } });
});

afterAll(async () => {
  await site.stop();
  await run("umount", [disk]);
  await rm(folder, { recursive: true, force: true });
});

it("signups go on while the disk is full, and every letter arrives once there is room", async () => {
  const ballast = path.join(disk, "ballast");
  await writeFile(ballast, Buffer.alloc(8_388_608)).catch(() => undefined);
  const answers = await signUpCrowd({ url: site.url, count: SIGNUPS });
  const during = await sentLetters();
  await rm(ballast);
  await untilAllSent(site.query);
  const ledger = await compareLedger({
    query: site.query,
    acknowledged: answers.filter(isOpen).map(({ email }) => email),
    delivered: await readMailbox(disk),
  });
  tell({
    under: "the mailbox's disk is full",
    done: `${SIGNUPS} signups`,
    expected: "all acknowledged, letters wait, 0 lost, 0 twice",
    seen: `${answers.filter(isOpen).length} acknowledged, ${during} sent meanwhile, ${sayLedger(ledger)}`,
    holds: answers.every(isOpen) && during < SIGNUPS && isBalanced(ledger),
  });
});

const sentLetters = async () =>
  Number((await site.queryRow("select count(*)::int as n from letters where state = 'sent'")).n);

const delivered = z.object({ to: z.string(), messageId: z.string() });

async function readMailbox(mailbox: string): Promise<Delivered[]> {
  const names = (await readdir(mailbox)).filter((name) => name.endsWith(".json"));
  const files = names.map((name) => readFile(path.join(mailbox, name), "utf8"));
  return (await Promise.all(files)).map((text) => delivered.parse(JSON.parse(text)));
}
