/** What each kind of letter is: its lane, how often one inbox may get it, and whether its reader may leave it. */
import type { QueueName } from "@/lib/jobs/queues";

type Kind = {
  lane: number;
  queue: QueueName;
  /** At most one to one inbox within this time, whoever asks and however often. */
  gapSeconds: number;
  /** After this time nothing in it works any more, so it is not sent. */
  livesSeconds?: number;
  /** Each of them counts: a waiting one is never replaced by a newer one. */
  isSeries?: boolean;
  /** Transactional letters carry no List-Unsubscribe and go out although somebody left the course. */
  isTransactional: boolean;
};

export const LETTER_KINDS = {
  "sign-in": {
    lane: 0,
    queue: "letters-sign-in",
    gapSeconds: 60,
    livesSeconds: 600,
    isTransactional: true,
  },
  "confirm-signup": { lane: 1, queue: "letters-receipts", gapSeconds: 600, isTransactional: false },
  "extra-chapter": { lane: 1, queue: "letters-receipts", gapSeconds: 600, isTransactional: false },
  "editor-invitation": {
    lane: 1,
    queue: "letters-receipts",
    gapSeconds: 600,
    isTransactional: true,
  },
  lesson: {
    lane: 2,
    queue: "letters-course",
    gapSeconds: 0,
    isSeries: true,
    isTransactional: false,
  },
  "companion-chapter": {
    lane: 2,
    queue: "letters-course",
    gapSeconds: 0,
    isSeries: true,
    isTransactional: false,
  },
  broadcast: {
    lane: 3,
    queue: "letters-broadcast",
    gapSeconds: 0,
    isSeries: true,
    isTransactional: false,
  },
} as const satisfies Record<string, Kind>;

/** Why a letter is dead that was kept waiting longer than it lives. */
export const TIME_WAS_OVER = "its time was over before it could leave";

export type TemplateName = keyof typeof LETTER_KINDS;

export const isTemplateName = (name: string): name is TemplateName => name in LETTER_KINDS;

export const kindOf = (name: TemplateName): Kind => LETTER_KINDS[name];

/** Where its job may stand: a test letter leaves by the queue of receipts, whatever its kind. */
export const queuesOf = (template: string): QueueName[] => {
  const own = isTemplateName(template) ? kindOf(template).queue : "letters-receipts";
  return [...new Set<QueueName>(["letters-receipts", own])];
};
