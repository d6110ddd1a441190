import { PostForm } from "@/app/_components/post-form";
import { ContactAddress } from "@/app/(site)/contact-address";

export function MyAccount({ replyTo }: { replyTo: string | undefined }) {
  return (
    <section>
      <h2 className="mb-1 text-[1.44rem]">My data</h2>
      <p className="max-w-[38em] text-[0.9375rem] text-muted">
        We keep your address, the chapters you own, what you agreed to, and a record of this
        session.{" "}
        <a className="link" href="/privacy">
          All of it, and for how long
        </a>
        . For a copy, or to have it deleted, write to <ContactAddress address={replyTo} />.
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        <PostForm action="/api/forms/logout" button="Log out" isQuiet />
        <PostForm action="/api/forms/logout" button="Log out everywhere" isQuiet>
          <input type="hidden" name="everywhere" value="1" />
        </PostForm>
      </div>
    </section>
  );
}
