/** Each kind of problem by its status: what it means and what to do, for the OpenAPI file and the page about the API. */
import { z } from "zod";

export const PROBLEM_KINDS: Record<number, { name: string; about: string }> = {
  400: {
    name: "Not JSON",
    about: "The body cannot be read as JSON in UTF-8. Mend it and send it again.",
  },
  401: {
    name: "No valid token",
    about:
      "The header Authorization is missing, or its token is unknown or revoked. Make one at /author/tokens.",
  },
  403: {
    name: "Not allowed",
    about: "The token lacks the scope that `detail` names, or its owner may not do this now.",
  },
  404: { name: "Not found", about: "There is no such address, chapter, picture or failure." },
  405: {
    name: "Not with this method",
    about: "The header Allow lists the methods of this address.",
  },
  406: {
    name: "Not in that form",
    about: "The header Accept leaves out the one form that this answers in.",
  },
  409: {
    name: "That does not fit",
    about:
      "It contradicts what is there, or the same request is being worked on. `detail` says which.",
  },
  410: {
    name: "It has ended",
    about: "The login of a command line was not allowed within ten minutes. Start again.",
  },
  412: {
    name: "Somebody else wrote first",
    about:
      "The version in If-Match is not the newest any more. `current` holds what is there now, ETag its version.",
  },
  413: { name: "Too large", about: "`detail` says how much fits." },
  415: {
    name: "Not that kind of body",
    about: "The header Content-Type names a kind that this does not take.",
  },
  422: {
    name: "Please check the fields",
    about: "`errors` lists each wrong field with a sentence, in JSON bodies with a pointer.",
  },
  428: {
    name: "Say which version you have seen",
    about: "Send the ETag of what you have read as If-Match, so that nobody's work is overwritten.",
  },
  429: { name: "Too many requests", about: "Wait as many seconds as Retry-After says." },
  500: {
    name: "Something broke",
    about: "That is on us. The request may be sent again; `request_id` leads to our log.",
  },
  503: {
    name: "Not reachable for a moment",
    about: "Send the same request again in a few seconds; it will not happen twice.",
  },
};

export const problemJson = z
  .looseObject({
    type: z.url().describe("Leads to what to do about it."),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(
        z.object({
          field: z.string(),
          message: z.string(),
          pointer: z.string().optional().describe("RFC 6901, as a fragment."),
        }),
      )
      .optional(),
    request_id: z.string().optional(),
  })
  .meta({ id: "Problem" });
