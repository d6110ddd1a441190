import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { publishChapter } from "@/app/api/v1/chapters/[slug]/publish/publish-chapter";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({
  POST: publishChapter,
});
