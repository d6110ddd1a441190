import { answerWith } from "@/app/api/v1/_api/handle-operations";

/** Unknown addresses answer like known ones without a token, so that nothing can be probed. */
export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({});
