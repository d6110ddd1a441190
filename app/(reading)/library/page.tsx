import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { FormMessage } from "@/app/_components/form-message";
import { PageFrame } from "@/app/_components/page-frame";
import { cachedOutline, cachedSettings } from "@/app/_http/cached-book";
import { currentAsker } from "@/app/_http/current-asker";
import { readFormMemory } from "@/app/_http/form-memory";
import { privateMetadata } from "@/app/_http/private-metadata";
import { ChapterShelf } from "@/app/(reading)/library/chapter-shelf";
import { EmptyShelf } from "@/app/(reading)/library/empty-shelf";
import { MyAccount } from "@/app/(reading)/library/my-account";
import { MyMail } from "@/app/(reading)/library/my-mail";
import { listReadable } from "@/lib/access/list-readable";
import { actorOf } from "@/lib/readers/actor";
import { findCompanion } from "@/lib/signups/companion/find-companion";
import { findCourseMail } from "@/lib/signups/find-course-mail";

export const generateMetadata = () => privateMetadata("Library");

export default async function LibraryPage() {
  const { asker, reader } = await currentAsker();
  if (!reader) redirect("/login?to=/library");
  const now = new Date();
  const [book, outline, { full }, course, companion] = await Promise.all([
    cachedSettings(),
    cachedOutline(),
    listReadable({ asker, now }),
    findCourseMail(reader),
    findCompanion({ actor: actorOf(reader), now }),
  ]);
  const incoming = await headers();
  const owned = outline.filter(({ access, slug }) => access === "book" && full.includes(slug));
  const free = outline.filter(({ access }) => access === "free");
  return (
    <PageFrame book={book} isSignedIn>
      <div className="wide-page max-w-[52rem]">
        <h1 className="text-[2.07rem]">Library</h1>
        <p className="mt-1 mb-8 break-words text-muted">{reader.email}</p>
        <FormMessage {...readFormMemory(incoming, "/library")} />
        {owned.length > 0 ? (
          <ChapterShelf title="What I own" chapters={owned} />
        ) : (
          <EmptyShelf firstFree={free[0]} />
        )}
        {free.length > 0 && <ChapterShelf title="Free for everybody" chapters={free} />}
        <div className="mt-12 grid gap-12">
          <MyMail
            courseTitle={book.course?.title}
            course={course}
            companion={companion}
            form={readFormMemory(incoming, "/library#mail")}
          />
          <MyAccount replyTo={book.replyTo} />
        </div>
      </div>
    </PageFrame>
  );
}
