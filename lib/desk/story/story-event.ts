/** What can stand in a story: each event in a few plain facts, which the page puts into words. */
import type { Db } from "@/lib/db/pool";

export type StoryEvent = { at: Date } & (
  | {
      kind: "answer_failed";
      requestId: string;
      method: string;
      route: string;
      status: number;
      cause: string;
      message: string;
    }
  | { kind: "agreed"; page: string; network: string | null; wording: string }
  | { kind: "signed_up"; chapter: string; wasOpened: boolean }
  | { kind: "confirmed" | "left"; chapter: string }
  | { kind: "granted"; chapter: string | null; source: string }
  | { kind: "revoked"; chapter: string | null; reason: string | null }
  | {
      kind: "letter";
      id: string;
      template: string;
      state: "waiting" | "held" | "sent" | "dead";
      tries: number;
      answer: string | null;
      notBefore: Date;
      /** Null for those who may not see people. */
      to: string | null;
      readerId: string | null;
    }
  | { kind: "sent"; template: string; tries: number; answer: string | null }
  | {
      kind: "job";
      id: string;
      queue: string;
      state: string;
      startAfter: Date;
      /** Without secrets; undefined once it is done. */
      input: unknown;
    }
  | { kind: "job_ended"; queue: string; state: string }
  | { kind: "try_failed"; queue: string; tries: number; cause: string; message: string }
  | {
      kind: "failed_for_good";
      id: string;
      queue: string;
      cause: string;
      message: string;
      tries: number;
    }
  | { kind: "mended" | "skipped"; id: string; queue: string }
  | {
      kind: "delivered" | "soft_bounce" | "hard_bounce" | "complaint";
      detail: string | null;
    }
  | { kind: "deed"; action: string; actor: string; subject: string }
);

/** What is known of the story so far; each source adds what the next ones look for. */
export type Trail = {
  requestIds: Set<string>;
  letterIds: Set<string>;
  jobIds: Set<string>;
  failureIds: Set<string>;
  signupIds: Set<string>;
};

export type Source = (db: Db, trail: Trail, shows: Shows) => Promise<StoryEvent[]>;
export type Shows = { showsAddresses: boolean };

/** Of each kind: the letters of a broadcast all share one request. */
export const MOST_EVENTS = 50;
