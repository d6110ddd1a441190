import { z } from "zod";
import { loginAddress } from "@/app/_components/login-address";
import { askerOf } from "@/app/_http/asker-of";
import { type FormAnswer, handleForm } from "@/app/_http/handle-form";
import { COURSE_WISHES, PROBLEMS, WISHES } from "@/app/api/forms/course/wishes";
import { zone } from "@/lib/fields";
import { actorOf } from "@/lib/readers/actor";

const LIBRARY = "/library";
/** The part of the page where the buttons stand, and where it is said what became of them. */
const MAIL = "/library#mail";
const NO_WISH = "This button is not one of ours any more. Please use those on this page.";
const SIGNED_OUT = "You are logged out, so nothing has changed. Log in and press it once more.";

/** The library's buttons about mail; each acts for whoever is signed in, and for nobody else. */
export const POST = handleForm({
  schema: z.object({
    do: z.enum(COURSE_WISHES, { error: NO_WISH }),
    lesson: z.uuid().optional().catch(undefined),
    zone,
  }),
  errorPage: () => LIBRARY,
  async handle({ do: name, lesson: lessonId, zone }, { headers, now }): Promise<FormAnswer> {
    const { reader } = await askerOf(headers, now);
    if (!reader) return signedOut;
    const { run, notice } = WISHES[name];
    const done = await run({ actor: actorOf(reader), readerId: reader.id, lessonId, zone, now });
    if (done.ok) {
      const memory = { page: MAIL, values: {}, notice };
      return { to: MAIL, status: 200, json: { state: "done", message: notice }, memory };
    }
    const { status, sentence } = PROBLEMS[done.reason];
    return {
      to: MAIL,
      status,
      json: { reason: done.reason, message: sentence },
      memory: { page: MAIL, values: {}, problem: sentence },
    };
  },
});

const signedOut: FormAnswer = {
  to: loginAddress(LIBRARY),
  status: 401,
  json: { reason: "signed_out", message: SIGNED_OUT },
  memory: { page: "/login", values: {}, problem: SIGNED_OUT },
};
