/** Every operation of the API, in the order in which its documentation tells of them. */
import type { Operation } from "@/app/api/v1/_api/operation";
import { getBook, putBook } from "@/app/api/v1/book/book-settings";
import { getChapter, putChapter, removeChapter } from "@/app/api/v1/chapters/[slug]/one-chapter";
import {
  addPreviewLink,
  removePreviewLinks,
} from "@/app/api/v1/chapters/[slug]/preview-links/preview-links";
import { publishChapter } from "@/app/api/v1/chapters/[slug]/publish/publish-chapter";
import { unpublishChapter } from "@/app/api/v1/chapters/[slug]/unpublish/unpublish-chapter";
import { listVersions } from "@/app/api/v1/chapters/[slug]/versions/list-versions";
import { listChapters } from "@/app/api/v1/chapters/list-chapters";
import { orderChapters } from "@/app/api/v1/chapters/order/order-chapters";
import { getCourse, putCourse } from "@/app/api/v1/course/course";
import { listFailures, replayFailure } from "@/app/api/v1/failures/failures";
import { getImage } from "@/app/api/v1/images/[...path]/one-picture";
import { listImages, uploadImage } from "@/app/api/v1/images/pictures";
import { listOrders } from "@/app/api/v1/orders/list-orders";
import { listSignups } from "@/app/api/v1/signups/list-signups";

export const OPERATIONS: Operation[] = [
  getBook,
  putBook,
  listChapters,
  getChapter,
  putChapter,
  removeChapter,
  listVersions,
  publishChapter,
  unpublishChapter,
  addPreviewLink,
  removePreviewLinks,
  orderChapters,
  listImages,
  uploadImage,
  getImage,
  getCourse,
  putCourse,
  listSignups,
  listOrders,
  listFailures,
  replayFailure,
];
