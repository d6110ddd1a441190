/** Brings what is typed to the server: at once to this device, after a second of rest to the server, and again until it is there. */
import {
  forgetDraft,
  keepDraft,
  type SentSave,
} from "@/app/(author)/author/chapters/[slug]/_editor/local-draft";
import {
  type SaveOutcome,
  sendSave,
} from "@/app/(author)/author/chapters/[slug]/_editor/send-save";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import type { Saved } from "@/lib/author/chapters/save-chapter";

export type Conflict = Extract<Saved, { state: "conflict" }>;
export type Merge = { sent: ChapterText; merged: ChapterText; by: string };

export type SaveState =
  | { kind: "saved"; at: Date }
  | { kind: "unsaved" | "saving" | "signed-out" }
  /** `isKept`: what was typed is on this device; it may have no room, or lend none to this window. */
  | { kind: "offline" | "trouble"; isKept: boolean }
  | { kind: "refused"; message: string }
  | { kind: "conflict"; conflict: Conflict };

type Hooks = {
  readText: () => ChapterText;
  onState: (state: SaveState) => void;
  /** Another writer's words came in with ours; false: they touch what was typed meanwhile. */
  onMerged: (merge: Merge) => boolean;
  onMoved: (slug: string) => void;
};

type Place = { chapter: string; slug: string; writer: string; base: number };

const REST_MS = 1_000;
const LOCAL_MS = 300;
const LONGEST_WAIT_MS = 30_000;

export class Saver {
  private localTimer?: ReturnType<typeof setTimeout>;
  private serverTimer?: ReturnType<typeof setTimeout>;
  private isDirty = false;
  private sending?: Promise<void>;
  private isBlocked = false;
  private isKept = true;
  private failures = 0;

  constructor(
    readonly place: Place,
    private readonly hooks: Hooks,
    /** Not answered yet: it goes out again as it was before anything newer does, so that a lost answer is heard. */
    private unanswered?: SentSave,
  ) {}

  get hasUnsaved(): boolean {
    return this.isDirty || this.unanswered !== undefined;
  }

  /** Something was typed. */
  touch() {
    this.isDirty = true;
    if (!this.isBlocked) this.hooks.onState({ kind: "unsaved" });
    this.localTimer ??= setTimeout(() => this.keep(), LOCAL_MS);
    this.waitThenSave(REST_MS);
  }

  /** Resolves true once everything typed so far is on the server. */
  async save(): Promise<boolean> {
    clearTimeout(this.serverTimer);
    while (this.sending) await this.sending;
    if (this.isBlocked || !this.hasUnsaved) return !this.isBlocked;
    this.sending = this.sendAll().finally(() => {
      this.sending = undefined;
    });
    await this.sending;
    return !this.hasUnsaved && !this.isBlocked;
  }

  /** After a conflict: ours goes on from the other's version, which stays in the history. */
  async settle(version: number): Promise<boolean> {
    this.place.base = version;
    this.isBlocked = false;
    this.isDirty = true;
    return this.save();
  }

  /** The page is going away: one last try that outlives it, and the device keeps a copy. */
  leave() {
    if (!this.hasUnsaved) return;
    if (this.isBlocked) return this.keep();
    const last = this.takeTyped();
    this.keep();
    void sendSave({ ...this.place, ...last }, { isLeaving: true });
  }

  stop() {
    clearTimeout(this.localTimer);
    clearTimeout(this.serverTimer);
  }

  private keep() {
    clearTimeout(this.localTimer);
    this.localTimer = undefined;
    const { chapter, writer, base } = this.place;
    const words = { text: this.hooks.readText(), sent: this.unanswered };
    void keepDraft({ chapter, writer, base, ...words, typedAt: Date.now() }).then(
      () => {
        this.isKept = true;
      },
      () => {
        this.isKept = false;
      },
    );
  }

  private waitThenSave(ms: number) {
    clearTimeout(this.serverTimer);
    this.serverTimer = setTimeout(() => void this.save(), ms);
  }

  /** What was typed meanwhile follows a save that went out again. */
  private async sendAll() {
    const isRepeated = this.unanswered !== undefined;
    await this.sendOnce();
    if (isRepeated && !this.unanswered && this.isDirty && !this.isBlocked) await this.sendOnce();
  }

  private takeTyped(): SentSave {
    if (this.isDirty || !this.unanswered)
      this.unanswered = { text: this.hooks.readText(), saveId: crypto.randomUUID() };
    this.isDirty = false;
    return this.unanswered;
  }

  private async sendOnce() {
    const isNew = !this.unanswered;
    const sent = this.unanswered ?? this.takeTyped();
    if (isNew) this.keep();
    this.hooks.onState({ kind: "saving" });
    const outcome = await sendSave({ ...this.place, ...sent });
    /** Another one took its place when the page was left; if it came back after all, that one is asked for. */
    if (this.unanswered !== sent) return this.waitThenSave(REST_MS);
    if (outcome.kind === "done") this.finish(outcome.saved, sent.text);
    else this.goOnTrying(outcome);
  }

  private goOnTrying(outcome: Exclude<SaveOutcome, { kind: "done" }>) {
    if (outcome.kind === "refused") {
      this.unanswered = undefined;
      this.isDirty = true;
      return this.hooks.onState(outcome);
    }
    const { kind } = outcome;
    this.hooks.onState(kind === "signed-out" ? { kind } : { kind, isKept: this.isKept });
    this.failures += 1;
    const wait = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** this.failures);
    this.waitThenSave(this.isDirty ? REST_MS : wait * (0.5 + Math.random() / 2));
  }

  private finish(saved: Saved, sent: ChapterText) {
    this.unanswered = undefined;
    this.failures = 0;
    if (saved.state === "conflict") {
      this.isDirty = true;
      this.isBlocked = true;
      return this.hooks.onState({ kind: "conflict", conflict: saved });
    }
    this.follow(saved.slug);
    /** Their words touch ours: from the old base, the next save asks the server, and that one asks the writer. */
    const isTaken =
      saved.state !== "merged" || this.hooks.onMerged({ sent, merged: saved.text, by: saved.by });
    if (isTaken) this.place.base = saved.version;
    else this.isDirty = true;
    if (this.isDirty) {
      this.hooks.onState({ kind: "unsaved" });
      return this.waitThenSave(REST_MS);
    }
    this.forget();
    this.hooks.onState({ kind: "saved", at: new Date() });
  }

  private follow(slug: string) {
    if (slug === this.place.slug) return;
    this.place.slug = slug;
    this.hooks.onMoved(slug);
  }

  private forget() {
    clearTimeout(this.localTimer);
    this.localTimer = undefined;
    void forgetDraft(this.place).catch(() => undefined);
  }
}
