/** Processor time and memory of a process and its descendants, as Linux counts them; undefined elsewhere. */
import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4_096;

type Process = { id: number; parent: number; command: string; seconds: number; pages: number };

/** Seconds of the tree below `root`, its database aside: that one is no part of a request's own cost. */
export const readProcessSeconds = (root: number): number | undefined =>
  readTree(root)?.reduce((sum, { seconds }) => sum + seconds, 0);

/** What the same processes hold in memory. */
export function readProcessMegabytes(root: number): number | undefined {
  const pages = readTree(root)?.reduce((sum, own) => sum + own.pages, 0);
  return pages === undefined ? undefined : (pages * PAGE_BYTES) / 1e6;
}

function readTree(root: number): Process[] | undefined {
  if (process.platform !== "linux") return undefined;
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  return treeOf(root, processes);
}

function treeOf(id: number, processes: Process[]): Process[] {
  const own = processes.find((candidate) => candidate.id === id);
  if (!own || own.command.startsWith("postgres")) return [];
  const children = processes.filter((candidate) => candidate.parent === id);
  return [own, ...children.flatMap((child) => treeOf(child.id, processes))];
}

/** Fields of /proc/PID/stat: 2 command, 4 parent, 14 and 15 user and system ticks, 24 pages in memory (man 5 proc). */
function readProcess(name: string): Process[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    const fields = stat.slice(end + 2).split(" ");
    const seconds = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    return [
      {
        id: Number(name),
        parent: Number(fields[1]),
        command: stat.slice(stat.indexOf("(") + 1, end),
        seconds,
        pages: Number(fields[21]),
      },
    ];
  } catch {
    return [];
  }
}
