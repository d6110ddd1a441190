/** What can go wrong with a call, in words, each as a problem document. */
import type { z } from "zod";
import { problemResponse } from "@/app/_http/problem";

export type ApiError = { field: string; message: string; pointer?: string };

export const noToken = () =>
  problemResponse({
    status: 401,
    title: "No valid token",
    detail: "Send an author's token as: Authorization: Bearer TOKEN.",
  });

export const ownerMayNot = () =>
  problemResponse({
    status: 403,
    title: "Not allowed any more",
    detail:
      "The person to whom this token belongs may not do this now. Ask an author of the book, or use another token.",
  });

export const scopeMissing = (scope: string) =>
  problemResponse({
    status: 403,
    title: "The token does not go that far",
    detail: `This needs a token with the scope ${scope}; make one at /author/tokens.`,
  });

export const notFound = (detail = "There is nothing at this address.") =>
  problemResponse({ status: 404, title: "Not found", detail });

export function wrongMethod(allowed: string[]): Response {
  const response = problemResponse({
    status: 405,
    title: "Not with this method",
    detail: `This address takes ${allowed.join(", ")}.`,
  });
  response.headers.set("allow", allowed.join(", "));
  return response;
}

export const notAcceptable = (types: string[]) =>
  problemResponse({
    status: 406,
    title: "Not in that form",
    detail: `This answers ${types.join(" or ")}; allow it in Accept, or leave that header out.`,
  });

export const unsupportedType = (types: string[]) =>
  problemResponse({
    status: 415,
    title: "Not that kind of body",
    detail: `Send ${types.join(" or ")}, and say so in Content-Type.`,
  });

export const tooLarge = (maxBytes: number) =>
  problemResponse({
    status: 413,
    title: "Too large",
    detail: `The body may have at most ${Math.floor(maxBytes / 1_024)} KB here. Nothing was changed.`,
  });

export const notJson = () =>
  problemResponse({
    status: 400,
    title: "Not JSON",
    detail: "The body is not JSON in UTF-8. Nothing was changed.",
  });

export const conditionMissing = (detail: string) =>
  problemResponse({ status: 428, title: "Say which version you have seen", detail });

export const conflict = (detail: string) =>
  problemResponse({ status: 409, title: "That does not fit", detail });

export const refuseErrors = (errors: ApiError[]) =>
  problemResponse({
    status: 422,
    title: "Please check the fields",
    detail: errors[0]?.message ?? "Something in it cannot be used.",
    errors,
  });

/** Each wrong place, with a JSON pointer into the body. */
export function invalidInput({ issues }: z.ZodError, where: "body" | "query"): Response {
  return refuseErrors(
    issues.map(({ path, message }) => ({
      field: path.join("."),
      message:
        path.length > 0 && /^[a-z]/.test(message) ? `${path.join(".")} ${message}.` : message,
      ...(where === "body" && { pointer: pointerTo(path) }),
    })),
  );
}

/** RFC 6901, as a fragment. */
const pointerTo = (path: PropertyKey[]) =>
  `#${path.map((key) => `/${encodeURIComponent(String(key).replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("")}`;

/** Somebody else wrote first: here is what is there now. */
export function changedMeanwhile(current: unknown, etag: string): Response {
  const response = problemResponse({
    status: 412,
    title: "Somebody else wrote first",
    detail:
      "Nothing was changed. `current` is what is there now; put your change into it and send that.",
    more: { current },
  });
  response.headers.set("etag", etag);
  return response;
}

export function tooMany(seconds: number, detail: string): Response {
  const response = problemResponse({ status: 429, title: "Too many requests", detail });
  response.headers.set("retry-after", String(Math.max(1, seconds)));
  return response;
}
