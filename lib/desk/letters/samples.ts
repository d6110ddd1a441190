/** One sample of each letter that the site can send, in the words and from the texts of the real book. */
import { letterVoice } from "@/lib/book/letter-voice";
import { getConfig } from "@/lib/config";
import type { SampleBook } from "@/lib/desk/letters/sample-book";
import type { TemplateName } from "@/lib/mail/letter-kinds";
import { describeLength } from "@/lib/signups/course/course-length";
import { lessonLetter } from "@/lib/signups/course/write-lesson-letters";

type Sample = {
  template: TemplateName;
  title: string;
  /** Who gets it, and when. */
  when: string;
  /** Undefined where the book has nothing for it yet. */
  props: (book: SampleBook) => object | undefined;
  /** Links and codes of a sample lead nowhere. */
  secret?: () => object;
};

const atSite = (path: string) => `${getConfig().publicUrl}${path}`;
const confirm = { secret: () => ({ confirmUrl: atSite("/confirm?token=sample") }) };

const confirmProps = ({ book, opening, extra, course }: SampleBook, opensChapter: boolean) => ({
  ...letterVoice(book),
  chapterTitle: opening?.title,
  chapterUrl: opening?.url ?? atSite("/"),
  extraTitle: extra?.title,
  courseLength: describeLength(course),
  opensChapter,
});

export const SAMPLES = {
  "sign-in": {
    template: "sign-in",
    title: "Login link",
    when: "To whoever asks for it on the login page.",
    props: ({ book }) => letterVoice(book),
    secret: () => ({ link: atSite("/login/confirm?request=sample&token=sample"), code: "402918" }),
  },
  "confirm-signup": {
    template: "confirm-signup",
    title: "Confirmation",
    when: "After the form that opens a chapter; nothing else follows before its button is pressed.",
    props: (sample) => confirmProps(sample, false),
    ...confirm,
  },
  "confirm-signup-closed": {
    template: "confirm-signup",
    title: "Confirmation that opens the chapter",
    when: "Where the form could not open it: a fourth chapter from one network on one day.",
    props: (sample) => confirmProps(sample, true),
    ...confirm,
  },
  "extra-chapter": {
    template: "extra-chapter",
    title: "Extra chapter",
    when: "As soon as somebody confirms, where the book names an extra chapter.",
    props: ({ book, extra }) =>
      extra && {
        ...letterVoice(book),
        chapterTitle: extra.title,
        chapterUrl: extra.url,
        chapterHtml: extra.html,
      },
  },
  lesson: {
    template: "lesson",
    title: "Lesson of the course",
    when: "In the reader's morning, on the lesson's day after they confirmed.",
    props: ({ book, lesson, course }) =>
      lesson &&
      lessonLetter({ book, lesson, number: 1, count: Math.max(course.lessons, 1), hasBook: false }),
  },
  "companion-chapter": {
    template: "companion-chapter",
    title: "Chapter for an owner",
    when: "Every three days, to buyers who asked for it in their library.",
    props: ({ book, owned }) =>
      owned && {
        ...letterVoice(book),
        chapterTitle: owned.title,
        chapterUrl: owned.url,
        chapterHtml: owned.html,
        number: owned.number,
        count: owned.count,
      },
  },
  broadcast: {
    template: "broadcast",
    title: "Broadcast",
    when: "When an author writes to a part of the audience.",
    props: ({ book }) => ({
      ...letterVoice(book),
      subject: "A word to everybody who reads along",
      siteUrl: atSite(""),
      html: BROADCAST,
    }),
  },
  "editor-invitation": {
    template: "editor-invitation",
    title: "Invitation to write",
    when: "To somebody whom an author makes an editor.",
    props: ({ book }) => ({
      ...letterVoice(book),
      invitedBy: book.author?.name ?? "The author",
      loginUrl: atSite("/login?to=%2Fauthor"),
    }),
  },
} as const satisfies Record<string, Sample>;

export type SampleName = keyof typeof SAMPLES;

const BROADCAST = `
<p>This is how a letter looks that goes to many. Its words are the author's, its frame is the one of all our letters: the book's name above, the way out below.</p>
<h2>What belongs in one</h2>
<p>One thought, said once, and at most one thing to do. A link such as <a href="/contents">the contents</a> stays a link; one that stands alone in its paragraph becomes the button.</p>
<p><a href="/contents">Look into the book</a></p>`;
