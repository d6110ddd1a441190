import "@/app/(reading)/login/login.css";
import { PostForm } from "@/app/_components/post-form";

type Props = {
  /** Names the letter's request in a browser that did not ask for it. */
  request?: string;
  isWrong?: boolean;
};

/** One field, so that pasting and a phone's own suggestion work. */
export function CodeForm({ request, isWrong = false }: Props) {
  return (
    <PostForm action="/api/forms/code" button="Log in">
      <label className="label" htmlFor="code">
        Code
      </label>
      <input
        id="code"
        name="code"
        required
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={11}
        spellCheck={false}
        placeholder="123 456"
        aria-invalid={isWrong || undefined}
        className="field code-field mb-4"
      />
      {request && <input type="hidden" name="request" value={request} />}
    </PostForm>
  );
}
