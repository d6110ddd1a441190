import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { getCourse, putCourse } from "@/app/api/v1/course/course";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({
  GET: getCourse,
  PUT: putCourse,
});
