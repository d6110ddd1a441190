import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { getBook, putBook } from "@/app/api/v1/book/book-settings";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({
  GET: getBook,
  PUT: putBook,
});
