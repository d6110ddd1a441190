import { PlainFrame } from "@/app/_components/plain-frame";
import { PostForm } from "@/app/_components/post-form";

/** Says whose room this is, and the way out. */
export default function Forbidden() {
  return (
    <PlainFrame>
      <div className="narrow-page">
        <h1 className="mb-4 text-[1.73rem] sm:text-[2.07rem]">This is the author's workshop</h1>
        <p className="mb-4 text-muted">
          You are logged in, but not with an address that may write here. Nothing is wrong with your
          account: your chapters are in your library.
        </p>
        <div className="flex flex-wrap gap-3">
          <a className="button" href="/library">
            My library
          </a>
          <PostForm action="/api/forms/logout" button="Log out" isQuiet />
        </div>
      </div>
    </PlainFrame>
  );
}
