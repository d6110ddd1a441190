import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { unpublishChapter } from "@/app/api/v1/chapters/[slug]/unpublish/unpublish-chapter";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({
  POST: unpublishChapter,
});
