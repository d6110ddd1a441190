/** What the site says when it refuses: problem documents, as sentences for a person. */
import { z } from "zod";

const problem = z.looseObject({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.looseObject({ field: z.string(), message: z.string() })).optional(),
});

/** All of its reasons, one after the other. */
export function sentenceOf(body: unknown): string {
  const read = problem.safeParse(body);
  if (!read.success) return "The site refused it without a reason.";
  const { title, detail, errors = [] } = read.data;
  return errors.length > 0
    ? errors.map(({ message }) => message).join(" ")
    : (detail ?? `${title}.`);
}

export const titleOf = (body: unknown): string => problem.safeParse(body).data?.title ?? "no JSON";

export const isUnknownSite = (body: unknown): boolean => !problem.safeParse(body).success;

/** Whether an answer has JSON to read. */
export const isAnswered = ({ status, headers }: Response): boolean =>
  status !== 204 && /[/+]json\b/.test(headers.get("content-type") ?? "");
