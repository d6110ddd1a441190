/** What the last press did, from the address that it led to. */
import { counted } from "@/app/(author)/author/desk/desk-words";

type Asked = Record<string, string | undefined>;

export function noticeOf({ replayed, tried, skipped }: Asked): string | undefined {
  if (skipped !== undefined)
    return numberOf(skipped) > 0
      ? `${counted(numberOf(skipped), "failure")} skipped.`
      : "There was nothing left to skip.";
  if (replayed === undefined) return undefined;
  const words = [
    numberOf(replayed) > 0 && `${counted(numberOf(replayed), "failure")} put back into the queue`,
    numberOf(tried) > 0 && `${counted(numberOf(tried), "waiting job")} tried at once`,
  ].filter((part) => part !== false);
  return words.length > 0
    ? `${words.join(", ")}. This page tells what becomes of them.`
    : "There was nothing left to replay: nothing is done twice.";
}

/** Whatever somebody typed into the address. */
function numberOf(text: string | undefined): number {
  const number = Number(text);
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
}
