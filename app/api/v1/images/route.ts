import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { listImages, uploadImage } from "@/app/api/v1/images/pictures";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({
  GET: listImages,
  POST: uploadImage,
});
