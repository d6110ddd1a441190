/** `publish`, `unpublish` and `preview`: what is done with one chapter on the site. */
import { type ChapterAnswer, previewAnswer } from "@/cli/book/api/answers";
import { callSite } from "@/cli/book/api/call";
import { publishChapter, refusalOf, unpublishChapter, type Written } from "@/cli/book/api/changes";
import { chapterPath, expectBody } from "@/cli/book/api/site";
import { BookProblem, type Outcome } from "@/cli/book/ending";
import { connect, type Session } from "@/cli/book/session";

type Wish = { slug: string; at?: string };

export async function publish(session: Session, { slug, at }: Wish): Promise<Outcome> {
  const connection = await connect(session);
  const published = await publishChapter(connection, { address: slug, publishAt: at });
  const chapter = expectChapter(published);
  const when = chapter.state === "scheduled" ? ` goes live at ${chapter.scheduledFor}` : " is live";
  const where = `${connection.url}/chapters/${chapter.slug}`;
  return {
    lines: [`${chapter.title} (version ${chapter.version})${when}: ${where}`],
    json: { chapter: summary(chapter) },
  };
}

export async function unpublish(session: Session, { slug }: Wish): Promise<Outcome> {
  const connection = await connect(session);
  const chapter = expectChapter(await unpublishChapter(connection, slug));
  return {
    lines: [`${chapter.title} is a draft now; readers no longer have it.`],
    json: { chapter: summary(chapter) },
  };
}

function expectChapter(written: Written<ChapterAnswer>): ChapterAnswer {
  if (written.kind === "written") return written.value;
  throw new BookProblem(
    written.kind === "refused" ? written.why : "The chapter was changed meanwhile; try again.",
  );
}

const summary = ({ markdown: _, ...chapter }: ChapterAnswer) => chapter;

/** The address alone on stdout, so that it can be piped on. */
export async function preview(session: Session, { slug }: Wish): Promise<Outcome> {
  const connection = await connect(session);
  const answer = await callSite(connection, { method: "POST", path: linksOf(slug), body: {} });
  if (answer.status === 404) throw new BookProblem(refusalOf(answer));
  const { url, expiresAt } = expectBody(previewAnswer, answer);
  session.screen.tell(
    `Whoever has it can read the newest text until ${expiresAt}; preview ${slug} --revoke ends it.`,
  );
  return { lines: [url], json: { url, expiresAt } };
}

export async function revokePreviews(session: Session, { slug }: Wish): Promise<Outcome> {
  const connection = await connect(session);
  const answer = await callSite(connection, { method: "DELETE", path: linksOf(slug) });
  if (answer.status >= 400) throw new BookProblem(refusalOf(answer));
  return { lines: [`No private link to ${slug} works any more.`], json: { slug } };
}

const linksOf = (slug: string) => `/api/v1${chapterPath(slug)}/preview-links`;
