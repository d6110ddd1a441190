/** Turns what is found into incidents, one per cause, and says which of them have a message to send; changes nothing itself. */
import { type Finding, onePerCause } from "@/lib/alarms/finding";
import type { Incident } from "@/lib/alarms/incidents/incident";
import { isLoud, isWorse, type LoudLevel, worseOf } from "@/lib/alarms/levels";

export type News = { kind: "opened" | "worse" | "recovered"; level: LoudLevel; key: string };
export type Change = { incident: Incident; news: News[] };

export type Pace = {
  /** So long nothing of it may be seen before it is over. */
  quietMs: number;
  /** What comes back within that time is the same incident, and was told already. */
  reopensWithinMs: number;
};

type Situation = {
  /** All that are open, and those that ended a short while ago. */
  incidents: Incident[];
  findings: Finding[];
  now: number;
  /** Since when somebody looks without a pause: what nobody looked for may still be there. */
  watchedSince: number;
  pace: Pace;
  newId(): string;
};

export function settle(situation: Situation): Change[] {
  const findings = onePerCause(situation.findings);
  const seen = new Set(findings.map(({ cause }) => cause));
  const opened = findings.map((finding) => settleFinding(finding, situation));
  const rest = situation.incidents.filter(({ cause, closedAt }) => !closedAt && !seen.has(cause));
  return [...opened, ...rest.flatMap((incident) => settleQuiet(incident, situation))];
}

/** As they stand after the changes; what is owed counts as told, since somebody sees to it. */
export function afterChanges(
  incidents: Incident[],
  { changes, now }: { changes: Change[]; now: number },
): Incident[] {
  const changed = changes.map(({ incident, news }) =>
    news.reduce((told, each) => afterNews(told, { ...each, now }), incident),
  );
  const ids = new Set(changed.map(({ id }) => id));
  return [...incidents.filter(({ id }) => !ids.has(id)), ...changed];
}

function afterNews(
  incident: Incident,
  { kind, level, now }: Pick<News, "kind" | "level"> & { now: number },
): Incident {
  if (kind === "recovered") return { ...incident, recoveredAt: now };
  return { ...incident, toldAt: now, toldAs: [...new Set([...incident.toldAs, level])] };
}

function settleFinding(finding: Finding, situation: Situation): Change {
  const { now } = situation;
  const before = findSame(finding.cause, situation);
  if (!before) return openIncident(finding, situation);
  const { title, detail, advice } = finding;
  const hasWorsened = isWorse(finding.level, before.level);
  const known = hasWorsened ? { knownBy: null, knownAt: null } : {};
  const incident: Incident = {
    ...before,
    ...known,
    title,
    detail,
    advice,
    level: worseOf(before.level, finding.level),
    count: Math.max(before.count, finding.count),
    lastAt: now,
    closedAt: null,
  };
  const news = hasWorsened ? worseNews(incident) : againNews(incident, situation);
  return { incident, news: news ? [news] : [] };
}

/** The open one, or the one that ended a short while ago. */
function findSame(cause: string, { incidents, now, pace }: Situation): Incident | undefined {
  const same = incidents.filter((incident) => incident.cause === cause);
  const isRecent = ({ closedAt }: Incident) => closedAt && now - closedAt < pace.reopensWithinMs;
  return same.find(({ closedAt }) => !closedAt) ?? same.find(isRecent);
}

function openIncident(finding: Finding, { now, newId }: Situation): Change {
  const id = newId();
  const link = `/author/desk/incidents/${id}`;
  const times = { firstAt: now, lastAt: now, knownBy: null, knownAt: null, closedAt: null };
  const incident: Incident = {
    ...finding,
    ...times,
    id,
    link,
    toldAs: [],
    toldAt: null,
    recoveredAt: null,
  };
  const { level } = incident;
  const news: News[] = isLoud(level) ? [{ kind: "opened", level, key: `opened:${id}` }] : [];
  return { incident, news };
}

function worseNews({ id, level, toldAt }: Incident): News | undefined {
  if (!isLoud(level)) return undefined;
  return { kind: toldAt ? "worse" : "opened", level, key: `worse:${id}:${level}` };
}

/** Whoever heard that it was over would otherwise never learn that it is not. */
function againNews(
  { id, level, knownBy, toldAt, recoveredAt }: Incident,
  { now, pace }: Situation,
) {
  const believesOver = recoveredAt !== null && recoveredAt > (toldAt ?? 0);
  if (!believesOver || now - recoveredAt < pace.reopensWithinMs) return undefined;
  if (knownBy || !isLoud(level)) return undefined;
  const news: News = { kind: "worse", level, key: `again:${id}:${recoveredAt}` };
  return news;
}

function settleQuiet(incident: Incident, { now, watchedSince, pace }: Situation): Change[] {
  if (now - Math.max(incident.lastAt, watchedSince) < pace.quietMs) return [];
  const { id, toldAs, toldAt, recoveredAt } = incident;
  const isOwed = toldAt !== null && toldAt > (recoveredAt ?? 0);
  const news = toldAs.map((level): News => {
    return { kind: "recovered", level, key: `recovered:${id}:${toldAt}:${level}` };
  });
  return [{ incident: { ...incident, closedAt: now }, news: isOwed ? news : [] }];
}
