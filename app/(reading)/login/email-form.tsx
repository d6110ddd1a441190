import { PostForm } from "@/app/_components/post-form";

type Props = { email?: string; returnTo?: string; isWrong?: boolean };

/** Asks for a letter with link and code. */
export function EmailForm({ email = "", returnTo, isWrong = false }: Props) {
  return (
    <PostForm action="/api/forms/login" button="Send me a login link">
      <label className="label" htmlFor="email">
        Email
      </label>
      <input
        id="email"
        name="email"
        type="email"
        required
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        defaultValue={email}
        aria-invalid={isWrong || undefined}
        className="field mb-4"
      />
      {returnTo && <input type="hidden" name="returnTo" value={returnTo} />}
    </PostForm>
  );
}
