import { handleWorkshop, refuse } from "@/app/_http/handle-script";
import { BodyTooLarge, readBytes } from "@/app/_http/read-form";
import {
  LARGEST_PICTURE_BYTES,
  type UploadProblem,
  uploadPicture,
} from "@/lib/author/pictures/upload-picture";

const PROBLEMS: Record<UploadProblem, [number, string]> = {
  forbidden: [403, "You may not write here any more."],
  bad_path: [422, "Give the file a plain name that ends in png, jpg, webp, avif, gif or svg."],
  too_large: [413, "This file is larger than 20 MB. Export it smaller, about 2,000 pixels wide."],
  no_picture: [422, "This is no picture that a page can show."],
  taken: [409, "The book has another picture of that name already."],
};

/** The file itself is the body, its name a parameter: `?path=images/cover.png`, `&replace=1` on purpose only. */
export const POST = handleWorkshop(async (request, _params, { actor }) => {
  const { searchParams } = new URL(request.url);
  const bytes = await readBytes(request, LARGEST_PICTURE_BYTES).catch((error: unknown) => {
    if (error instanceof BodyTooLarge) return undefined;
    throw error;
  });
  if (!bytes) return refuse(PROBLEMS.too_large[0], "too_large", PROBLEMS.too_large[1]);
  const path = searchParams.get("path") ?? "";
  const isReplacing = searchParams.get("replace") === "1";
  const uploaded = await uploadPicture({ actor, path, bytes, isReplacing });
  if (uploaded.ok) return { status: uploaded.value.isNew ? 201 : 200, json: uploaded.value };
  const [status, sentence] = PROBLEMS[uploaded.reason];
  return refuse(
    status,
    uploaded.reason,
    "why" in uploaded && uploaded.why ? uploaded.why : sentence,
  );
});
