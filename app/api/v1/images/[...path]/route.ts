import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { getImage } from "@/app/api/v1/images/[...path]/one-picture";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({ GET: getImage });
