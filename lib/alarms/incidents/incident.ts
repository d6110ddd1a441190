/** An incident as the rules see it: what the table holds, with times in milliseconds and what was told of it. */
import type { Level, LoudLevel } from "@/lib/alarms/levels";

export type Incident = {
  id: string;
  cause: string;
  level: Level;
  title: string;
  detail: string;
  advice: string;
  link: string;
  /** The most that were counted at one time. */
  count: number;
  firstAt: number;
  lastAt: number;
  knownBy: string | null;
  knownAt: number | null;
  closedAt: number | null;
  /** At which levels it was told: whoever heard that it is there hears that it is over. */
  toldAs: LoudLevel[];
  /** When a message said last that it is there, and that it is over. */
  toldAt: number | null;
  recoveredAt: number | null;
};
