import { answerWith } from "@/app/api/v1/_api/handle-operations";
import {
  addPreviewLink,
  removePreviewLinks,
} from "@/app/api/v1/chapters/[slug]/preview-links/preview-links";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({
  POST: addPreviewLink,
  DELETE: removePreviewLinks,
});
