/** What a provider's event says about letters, in our words: Resend's form, which others can be brought into. */
import { z } from "zod";
import type { ReportKind } from "@/lib/mail/delivery-reports";
import { messageIdOfTag } from "@/lib/mail/message-id";

export type Told = {
  kind: ReportKind;
  addresses: string[];
  messageId: string | null;
  detail: string | null;
  at: Date | undefined;
};

const address = z.string().trim().max(320);
const event = z.object({
  type: z.string(),
  created_at: z.string().optional(),
  data: z.object({
    to: z.union([z.array(address), address.transform((one) => [one])]),
    tags: z.unknown().optional(),
    bounce: z
      .object({ type: z.string(), subType: z.string(), message: z.string() })
      .partial()
      .optional(),
  }),
});

type Event = z.output<typeof event>;

/** Undefined where it says nothing that we keep. */
export function readWebhook(body: string): Told | undefined {
  const { data: told } = event.safeParse(parse(body));
  const kind = told && kindOf(told);
  if (!told || !kind) return undefined;
  const { type, subType, message } = told.data.bounce ?? {};
  const at = new Date(told.created_at ?? "");
  return {
    kind,
    addresses: told.data.to.map(bareAddress).filter((to) => to.includes("@")),
    messageId: messageIdOfTag(letterTag(told.data.tags)) ?? null,
    detail: [type, subType, message].filter(Boolean).join(": ") || null,
    at: Number.isNaN(at.getTime()) ? undefined : at,
  };
}

/** A bounce without its type is what the event's name says: final. `Undetermined` may be anything, so it only counts. */
function kindOf({ type, data: { bounce } }: Event): ReportKind | undefined {
  if (type === "email.delivered") return "delivered";
  if (type === "email.complained") return "complaint";
  if (type !== "email.bounced") return undefined;
  return !bounce?.type || bounce.type === "Permanent" ? "hard_bounce" : "soft_bounce";
}

/** An object of names, or a list of pairs. */
function letterTag(tags: unknown): string {
  const pairs = z.array(z.object({ name: z.string(), value: z.string() })).safeParse(tags).data;
  const named = z.record(z.string(), z.string()).safeParse(tags).data;
  return pairs?.find(({ name }) => name === "letter")?.value ?? named?.letter ?? "";
}

const bareAddress = (to: string) => (/<([^<>]+)>\s*$/.exec(to)?.[1] ?? to).trim().toLowerCase();

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
