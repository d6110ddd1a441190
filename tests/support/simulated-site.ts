/** Hours and months of a site on a clock of its own: what it answers, what the rules find each ten seconds, what is told. */
import { randomUUID } from "node:crypto";
import { thresholdsOf } from "@/lib/alarm-settings";
import type { Incident } from "@/lib/alarms/incidents/incident";
import { afterChanges, type News, settle } from "@/lib/alarms/incidents/settle";
import { judgeRates } from "@/lib/alarms/rules/rates";
import { HOUR_MS } from "@/lib/alarms/rules/windows";
import { parseSettings } from "@/lib/config";
import { type Signal, SLICE_MS, type Slice } from "@/lib/signals";

/** As they stand when nothing is set. */
export const usualThresholds = () => thresholdsOf(parseSettings({}));

/** What one signal did in the ten seconds that begin then. */
export type Traffic = (at: number) => { signal: Signal; ok: number; failed: number }[];
export type Told = News & { at: number; cause: string };

type Simulation = { traffic: Traffic; from: number; until: number };

/** Each tick sees the slices of the last hour, as the watch does. */
export function simulate({ traffic, from, until }: Simulation): Told[] {
  const thresholds = usualThresholds();
  const { pace } = thresholds;
  const slices: Slice[] = [];
  let incidents: Incident[] = [];
  const told: Told[] = [];
  for (let at = from; at < until; at += SLICE_MS) {
    const now = at + SLICE_MS - 1;
    while (slices[0] && slices[0].at <= now - HOUR_MS) slices.shift();
    for (const counted of traffic(at))
      if (counted.ok + counted.failed > 0) slices.push({ ...counted, at });
    const findings = judgeRates({ slices, now, thresholds });
    const changes = settle({
      incidents,
      findings,
      now,
      watchedSince: from,
      pace,
      newId: randomUUID,
    });
    incidents = afterChanges(incidents, { changes, now });
    for (const { incident, news } of changes)
      for (const each of news) told.push({ ...each, at: now, cause: incident.cause });
  }
  return told;
}

/** How many of so many failed: leaps from one failure to the next, since a month has millions that went well. */
export function draw(random: () => number, { all, share }: { all: number; share: number }) {
  const leap = () => 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - share));
  let failed = 0;
  for (let reached = leap(); reached <= all; reached += leap()) failed += 1;
  return { ok: all - failed, failed };
}
