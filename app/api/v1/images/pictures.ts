import { z } from "zod";
import { json, list } from "@/app/api/v1/_api/answers";
import { uploadBody } from "@/app/api/v1/_api/bodies";
import { listOf, pageQuery, storableText } from "@/app/api/v1/_api/lists";
import { defineOperation } from "@/app/api/v1/_api/operation";
import { conflict, ownerMayNot, refuseErrors, tooLarge } from "@/app/api/v1/_api/problems";
import { PICTURE_EXAMPLE, pictureJson } from "@/app/api/v1/images/picture-json";
import { listPicturesAfter } from "@/lib/author/pictures/list-pictures";
import { LARGEST_PICTURE_BYTES, uploadPicture } from "@/lib/author/pictures/upload-picture";

const PAGE = 200;
/** What a form adds around a picture. */
const FORM_BYTES = 16 * 1_024;

export const listImages = defineOperation({
  id: "listImages",
  method: "GET",
  path: "/images",
  summary: "The pictures of the book's folder, by path",
  scope: "read",
  right: "write",
  query: pageQuery(storableText.max(200), 500),
  answers: {
    200: {
      about: "A page of pictures.",
      schema: listOf(pictureJson),
      example: { data: [PICTURE_EXAMPLE], has_more: false, next_cursor: null },
    },
  },
  problems: [],
  run: async ({ query: { limit = PAGE, cursor } }, { actor }) => {
    const found = await listPicturesAfter({ actor, after: cursor, limit });
    if (!found.ok) return ownerMayNot();
    const { pictures, hasMore } = found.value;
    return list(pictures, hasMore ? pictures.at(-1)?.path : undefined);
  },
});

const bytes = z.string().meta({ format: "binary" });
const flag = z.enum(["true", "false"]).optional();
const REPLACE =
  "Whether another picture under this path gives way; chapters that are live keep it until they are published again.";

export const uploadImage = defineOperation({
  id: "uploadImage",
  method: "POST",
  path: "/images",
  summary: "Take a picture into the book",
  about:
    "PNG, JPEG, WebP, AVIF, GIF or SVG, up to 20 MB and 50 megapixels. Readers get it re-encoded in a few sizes, without what cameras add. The same file under the same path changes nothing.",
  scope: "write",
  right: "write",
  query: z.strictObject({
    path: z.string().max(200).optional().describe("With a bare picture: where it lies."),
    replace: flag.describe(REPLACE),
  }),
  body: uploadBody(LARGEST_PICTURE_BYTES + FORM_BYTES, {
    "multipart/form-data": {
      schema: z.object({
        file: bytes,
        path: z.string().describe("For example images/cover.png."),
        replace: flag.describe(REPLACE),
      }),
    },
    "image/*": { schema: bytes },
    "application/octet-stream": { schema: bytes },
  }),
  answers: {
    200: { about: "It was there already.", schema: pictureJson, example: PICTURE_EXAMPLE },
    201: { about: "It is in the book.", schema: pictureJson, example: PICTURE_EXAMPLE },
  },
  problems: [409],
  run: async ({ body }, { actor }) => {
    const uploaded = await uploadPicture({ actor, ...body });
    if (uploaded.ok) {
      const { isNew, ...picture } = uploaded.value;
      return json(picture, { status: isNew ? 201 : 200 });
    }
    const why = ("why" in uploaded && uploaded.why) || "This is no picture.";
    return {
      forbidden: ownerMayNot,
      too_large: () => tooLarge(LARGEST_PICTURE_BYTES),
      bad_path: () => refuseErrors([BAD_PATH]),
      no_picture: () => refuseErrors([{ field: "file", message: why }]),
      taken: () =>
        conflict("Another picture has this path. Send replace=true to put this one in its place."),
    }[uploaded.reason]();
  },
});

const BAD_PATH = {
  field: "path",
  message: "A picture lies in images/ and ends in png, jpg, jpeg, webp, avif, gif or svg.",
};
