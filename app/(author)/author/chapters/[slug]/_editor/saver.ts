/** Brings what is typed to the server: at once to this device, after a second of rest to the server, and again until it is there. */
import { forgetDraft, keepDraft } from "@/app/(author)/author/chapters/[slug]/_editor/local-draft";
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
  | { kind: "unsaved" | "saving" | "offline" | "trouble" | "signed-out" }
  | { kind: "refused"; message: string }
  | { kind: "conflict"; conflict: Conflict };

type Hooks = {
  readText: () => ChapterText;
  onState: (state: SaveState) => void;
  /** Another writer's words came in with ours. */
  onMerged: (merge: Merge) => void;
  onMoved: (slug: string) => void;
};

type Place = { slug: string; writer: string; base: number };

const REST_MS = 1_000;
const LOCAL_MS = 300;
const LONGEST_WAIT_MS = 30_000;

export class Saver {
  private localTimer?: ReturnType<typeof setTimeout>;
  private serverTimer?: ReturnType<typeof setTimeout>;
  /** The same for each try of one save, so that a lost answer makes no second version. */
  private saveId = "";
  private isDirty = false;
  private sending?: Promise<void>;
  private isBlocked = false;
  private failures = 0;

  constructor(
    readonly place: Place,
    private readonly hooks: Hooks,
  ) {}

  get hasUnsaved(): boolean {
    return this.isDirty || this.sending !== undefined;
  }

  /** Something was typed. */
  touch() {
    this.isDirty = true;
    this.saveId = "";
    if (!this.isBlocked) this.hooks.onState({ kind: "unsaved" });
    this.localTimer ??= setTimeout(() => this.keep(), LOCAL_MS);
    this.waitThenSave(REST_MS);
  }

  /** Resolves true once everything typed so far is on the server. */
  async save(): Promise<boolean> {
    clearTimeout(this.serverTimer);
    while (this.sending) await this.sending;
    if (this.isBlocked || !this.isDirty) return !this.isBlocked;
    this.sending = this.sendOnce().finally(() => {
      this.sending = undefined;
    });
    await this.sending;
    return !this.isDirty && !this.isBlocked;
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
    if (!this.isDirty || this.isBlocked) return;
    this.keep();
    const saveId = this.saveId || crypto.randomUUID();
    void sendSave({ ...this.place, text: this.hooks.readText(), saveId }, { isLeaving: true });
  }

  stop() {
    clearTimeout(this.localTimer);
    clearTimeout(this.serverTimer);
  }

  private keep() {
    clearTimeout(this.localTimer);
    this.localTimer = undefined;
    const draft = { ...this.place, text: this.hooks.readText(), typedAt: Date.now() };
    void keepDraft(draft).catch(() => undefined);
  }

  private waitThenSave(ms: number) {
    clearTimeout(this.serverTimer);
    this.serverTimer = setTimeout(() => void this.save(), ms);
  }

  private async sendOnce() {
    this.isDirty = false;
    this.saveId ||= crypto.randomUUID();
    this.hooks.onState({ kind: "saving" });
    const text = this.hooks.readText();
    const outcome = await sendSave({ ...this.place, text, saveId: this.saveId });
    if (outcome.kind === "done") this.finish(outcome.saved, text);
    else this.goOnTrying(outcome);
  }

  private goOnTrying(outcome: Exclude<SaveOutcome, { kind: "done" }>) {
    const typedMeanwhile = this.isDirty;
    this.isDirty = true;
    this.hooks.onState(outcome);
    if (outcome.kind === "refused") {
      this.saveId = "";
      return;
    }
    this.failures += 1;
    const wait = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** this.failures);
    this.waitThenSave(typedMeanwhile ? REST_MS : wait * (0.5 + Math.random() / 2));
  }

  private finish(saved: Saved, sent: ChapterText) {
    this.saveId = "";
    this.failures = 0;
    if (saved.state === "conflict") {
      this.isDirty = true;
      this.isBlocked = true;
      return this.hooks.onState({ kind: "conflict", conflict: saved });
    }
    this.place.base = saved.version;
    this.follow(saved.slug);
    if (saved.state === "merged") this.hooks.onMerged({ sent, merged: saved.text, by: saved.by });
    if (this.isDirty) return this.waitThenSave(REST_MS);
    this.forget();
    this.hooks.onState({ kind: "saved", at: new Date() });
  }

  private follow(slug: string) {
    if (slug === this.place.slug) return;
    this.forget();
    this.place.slug = slug;
    if (this.isDirty) this.keep();
    this.hooks.onMoved(slug);
  }

  private forget() {
    clearTimeout(this.localTimer);
    this.localTimer = undefined;
    void forgetDraft({ ...this.place }).catch(() => undefined);
  }
}
