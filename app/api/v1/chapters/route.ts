import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { listChapters } from "@/app/api/v1/chapters/list-chapters";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({ GET: listChapters });
