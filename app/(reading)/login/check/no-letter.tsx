import { PostForm } from "@/app/_components/post-form";

type Props = { email: string | undefined; returnTo: string | undefined };

/** What to do when nothing came. */
export function NoLetter({ email, returnTo }: Props) {
  return (
    <section className="mt-8 border-t border-hairline pt-6 text-[0.9375rem]">
      <h2 className="mb-2 font-sans text-base font-semibold">No letter?</h2>
      <p className="mb-4 text-muted">
        Give it a minute, then look among spam and promotions. At most one letter a minute leaves
        for one address, so a second one may take that long.
      </p>
      {email ? (
        <PostForm action="/api/forms/login" button="Send it again" isQuiet>
          <input type="hidden" name="email" value={email} />
          {returnTo && <input type="hidden" name="returnTo" value={returnTo} />}
        </PostForm>
      ) : null}
      <p className="mt-4">
        <a className="link" href="/login">
          {email ? "Wrong address? Type another one" : "Ask for a new letter"}
        </a>
      </p>
    </section>
  );
}
