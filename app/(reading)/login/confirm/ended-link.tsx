import { EmailForm } from "@/app/(reading)/login/email-form";

/** A new start, right where somebody is stuck. */
export function EndedLink({ isSignedIn }: { isSignedIn: boolean }) {
  if (isSignedIn) {
    return (
      <p className="text-muted">
        Each link works once, and you are logged in already.{" "}
        <a className="link" href="/library">
          Go to your library
        </a>
      </p>
    );
  }
  return (
    <>
      <p className="mb-6 text-muted">
        Each link works once, for ten minutes. Nothing is lost: type your address, and a new one is
        on its way.
      </p>
      <EmailForm />
    </>
  );
}
