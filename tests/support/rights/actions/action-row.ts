/** One form of the workshop, and the right that whoever sends it needs. */
import type { Right } from "@/lib/readers/actor";

export type ActionRow = {
  /** The file below app/(author)/author, and its export. */
  action: string;
  right: Right;
  /** Where one action does several things. */
  tells?: string;
  /** A form that does something, made anew for each sender. */
  form: () => Promise<Record<string, string | File>>;
};

/** The rows of one file of actions. */
export const formsOf =
  (file: string) =>
  (name: string, right: Right, form: ActionRow["form"], tells = ""): ActionRow => ({
    action: `${file}#${name}`,
    right,
    tells,
    form,
  });
