import { problemResponse } from "@/app/_http/problem";
import { withRequestId } from "@/app/_http/request-id";

/** Unknown addresses answer like known ones without a token, so that nothing can be probed. */
const refuse = withRequestId(
  async () =>
    problemResponse({
      status: 401,
      title: "No valid token",
      detail: "Send an author's token as: Authorization: Bearer TOKEN.",
    }),
  () => problemResponse({ status: 500, title: "Something broke", detail: "That's on us." }),
);

export {
  refuse as DELETE,
  refuse as GET,
  refuse as HEAD,
  refuse as OPTIONS,
  refuse as PATCH,
  refuse as POST,
  refuse as PUT,
};
