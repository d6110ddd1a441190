/** The one way that programs without a token are answered: small JSON in, JSON or a problem document out, kept by nobody. */
import type { z } from "zod";
import { networkOf } from "@/app/_http/network";
import { isOwnOrigin } from "@/app/_http/origin";
import { problemResponse } from "@/app/_http/problem";
import { BodyTooLarge, parseObject, readLimited } from "@/app/_http/read-form";
import { withRequestId } from "@/app/_http/request-id";
import { findHostProblem } from "@/lib/host-problem";
import { Unavailable } from "@/lib/unavailable";

type Machine<Schema extends z.ZodType> = {
  schema: Schema;
  handle: (
    input: z.output<Schema>,
    context: { headers: Headers; network: string },
  ) => Promise<Response>;
};

export function handleMachine<Schema extends z.ZodType>({ schema, handle }: Machine<Schema>) {
  return withRequestId(
    async (request) => {
      if (!isOwnOrigin(request.headers))
        return problemResponse({
          status: 403,
          title: "Sent from another site",
          detail: "A page of another site may not ask for this; a program sends no Origin.",
        });
      const closed = findHostProblem();
      if (closed)
        return problemResponse({ status: 503, title: "The site is not set up", detail: closed });
      const parsed = schema.safeParse(parseObject(await readLimited(request)));
      if (!parsed.success) return refuse(parsed.error);
      const { headers } = request;
      return handle(parsed.data, { headers, network: networkOf(headers) });
    },
    (error) => {
      if (error instanceof BodyTooLarge)
        return problemResponse({ status: 413, title: "Too large", detail: error.message });
      return problemResponse({
        status: error instanceof Unavailable ? 503 : 500,
        title: "Something broke",
        detail: "That's on us. Please try again in a moment.",
      });
    },
  );
}

const refuse = ({ issues }: z.ZodError) =>
  problemResponse({
    status: 422,
    title: "Please check the fields",
    detail: issues[0]?.message ?? "",
    errors: issues.map(({ path, message }) => ({ field: path.join("."), message })),
  });

export const privateJson = (value: object, status = 200) =>
  Response.json(value, { status, headers: { "cache-control": "private, no-store" } });
