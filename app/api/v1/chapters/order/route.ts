import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { getChapter, putChapter, removeChapter } from "@/app/api/v1/chapters/[slug]/one-chapter";
import { orderChapters } from "@/app/api/v1/chapters/order/order-chapters";

/** A chapter may be called "order" too. */
const operations = {
  GET: getChapter,
  PUT: putChapter,
  DELETE: removeChapter,
  POST: orderChapters,
};

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith(operations, {
  slug: "order",
});
