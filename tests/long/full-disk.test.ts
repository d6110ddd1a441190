import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultySite, startFaultySite } from "@/tests/support/faults/faulty-site";
import { LEDGER, ledgerOf, signUpCrowd } from "@/tests/support/faults/signing-crowd";
import { printFigures } from "@/tests/support/figures";

/** The disk of the local mailbox is full: nobody notices, and the letters are there when it is not. */

const SIGNUPS = 30;
const run = promisify(execFile);
const tell = printFigures();

let site: FaultySite;
let folder: string;
let disk: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "handbook-disk-"));
  disk = path.join(folder, "mail");
  await mkdir(disk, { recursive: true });
  /** Needs the right to mount; where it is missing, this run fails and says so. */
  await run("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", disk]);
  site = await startFaultySite({ seed: 7, settings: { DATA_DIR: folder } });
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
  expect(answers.filter(({ state }) => state === "open")).toHaveLength(SIGNUPS);
  expect(await site.queryRow(LEDGER)).toEqual(ledgerOf(SIGNUPS));
  const during = await sentLetters();
  await rm(ballast);
  await expect.poll(sentLetters, { timeout: 400_000, interval: 1_000 }).toBe(SIGNUPS);
  tell({
    under: "the mailbox's disk is full",
    done: `${SIGNUPS} signups`,
    expected: "all acknowledged; letters wait and arrive once",
    seen: `${answers.length} acknowledged, ${during} sent meanwhile, ${await sentLetters()} afterwards`,
  });
});

const sentLetters = async () =>
  (await site.queryRow("select count(*)::int as n from letters where state = 'sent'")).n;
