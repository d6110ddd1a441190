import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { replayFailure } from "@/app/api/v1/failures/failures";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({ POST: replayFailure });
