/** Processor time that a process and its descendants have used, as Linux counts it; undefined elsewhere. */
import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

type Process = { id: number; parent: number; command: string; seconds: number };

/** Seconds of the tree below `root`, its database aside: that one is no part of a request's own cost. */
export function readProcessSeconds(root: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  return sumTree(root, processes);
}

function sumTree(id: number, processes: Process[]): number {
  const own = processes.find((candidate) => candidate.id === id);
  if (!own || own.command.startsWith("postgres")) return 0;
  const children = processes.filter((candidate) => candidate.parent === id);
  return children.reduce((sum, child) => sum + sumTree(child.id, processes), own.seconds);
}

/** Fields of /proc/PID/stat: 2 command, 4 parent, 14 and 15 user and system ticks (man 5 proc). */
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
      },
    ];
  } catch {
    return [];
  }
}
