import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { getChapter, putChapter, removeChapter } from "@/app/api/v1/chapters/[slug]/one-chapter";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({
  GET: getChapter,
  PUT: putChapter,
  DELETE: removeChapter,
});
