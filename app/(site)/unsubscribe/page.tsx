import { headers } from "next/headers";
import { FormMessage } from "@/app/_components/form-message";
import { FormPage } from "@/app/_components/form-page";
import { PostForm } from "@/app/_components/post-form";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAsker } from "@/app/_http/current-asker";
import { readFormMemory } from "@/app/_http/form-memory";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { ContactAddress } from "@/app/(site)/contact-address";
import { readUnsubscribeToken } from "@/lib/signups/links";

export const generateMetadata = () => privateMetadata("Leave our mail");

/** Opening it changes nothing; the button does. */
export default async function UnsubscribePage({ searchParams }: { searchParams: PageQuery }) {
  const { token = "", done } = await readQuery(searchParams);
  const form = readFormMemory(await headers(), "/unsubscribe");
  const book = await cachedSettings();
  const frame = { book, isSignedIn: (await currentAsker()).reader !== undefined };
  if (done === "companion") {
    return (
      <FormPage {...frame} title="No more chapters by mail">
        <p className="mb-4">
          The book stays yours, here and in your library, and so does everything else you get by
          mail.
        </p>
        <p className="text-muted">
          Changed your mind? One click in{" "}
          <a className="link" href="/library">
            your library
          </a>{" "}
          starts it again, with the chapter that comes next.
        </p>
      </FormPage>
    );
  }
  if (done) {
    return (
      <FormPage {...frame} title="You are off the list">
        <p className="mb-4">
          No lesson, chapter or news of ours will reach you any more. Thank you for having given it
          a try.
        </p>
        <p className="mb-4 text-muted">
          What you have opened stays open, and a login letter still comes whenever you ask for one.
        </p>
        <p className="text-muted">
          Changed your mind? Open{" "}
          <a className="link" href="/library">
            your library
          </a>
          , log in, and press <strong className="font-medium">Send me letters again</strong>. Nobody
          but you can do that.
        </p>
      </FormPage>
    );
  }
  const link = await readUnsubscribeToken(token, new Date());
  if (!link) {
    return (
      <FormPage {...frame} title="Leave our mail">
        <FormMessage {...form} />
        <p className="mb-4">
          This page needs the link from a letter, because the link says whom it is for. Please open
          the link <strong className="font-medium">Unsubscribe</strong> at the end of any letter of
          ours.
        </p>
        <p className="text-muted">
          No letter at hand? Write to <ContactAddress address={book.replyTo} /> from the address
          that should get no more mail, or leave from{" "}
          <a className="link" href="/library">
            your library
          </a>
          .
        </p>
      </FormPage>
    );
  }
  return (
    <FormPage {...frame} title="Leave our mail?">
      <FormMessage {...form} />
      <p className="mb-6 text-muted">
        One press, and no lesson, chapter or news of ours reaches this address any more. What you
        have opened stays open.
      </p>
      <PostForm action="/api/forms/unsubscribe" button="Unsubscribe">
        <input type="hidden" name="token" value={token} />
      </PostForm>
    </FormPage>
  );
}
