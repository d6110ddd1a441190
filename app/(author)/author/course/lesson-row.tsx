import { randomUUID } from "node:crypto";
import "@/app/(author)/author/course/lesson-row.css";
import { LetterFrame } from "@/app/_components/letter-frame";
import { makeLive, move, sendTest, takeOut } from "@/app/(author)/author/course/actions";
import { InboxLine } from "@/app/(author)/author/course/inbox-line";
import { LessonState } from "@/app/(author)/author/course/lesson-state";
import { QuickForm } from "@/app/(author)/author/course/quick-form";
import type { CourseLesson } from "@/lib/author/course/list-course";

export type LessonCount = { had: number; skipped: number; waiting: number };

type Props = {
  lesson: CourseLesson;
  count: LessonCount;
  /** Ids of its neighbours. */
  previous: string | undefined;
  next: string | undefined;
};

/** One lesson on the line of days. */
export function LessonRow({ lesson, count, previous, next }: Props) {
  const { id, subject, day, isLive, opening, hasOffer, isHeldUp } = lesson;
  return (
    <li id={`lesson-${id}`} className="course-stop" data-is-live={isLive}>
      <p className="course-day">Day {day}</p>
      <div className="min-w-0">
        <div className="lesson-head">
          <h2 className="text-[1.0625rem]">
            <a className="lesson-subject" href={`/author/course/${id}`}>
              {subject}
            </a>
          </h2>
          <LessonState isLive={isLive} />
          {hasOffer && <span className="text-sm text-muted">ends with the offer</span>}
        </div>
        {isHeldUp && (
          <p className="text-sm text-warn">
            A lesson before it comes on this day or later, so it leaves the day after that one.
          </p>
        )}
        <InboxLine subject={subject} opening={opening} />
        <Counts count={count} />
        <Steps id={id} subject={subject} previous={previous} next={next} />
        <div className="lesson-folds">
          <Letter id={id} subject={subject} />
          <More lesson={lesson} />
        </div>
      </div>
    </li>
  );
}

function Counts({ count }: { count: LessonCount }) {
  return (
    <dl className="lesson-counts">
      {Object.entries({
        had: count.had,
        skipped: count.skipped,
        "next for": count.waiting,
      }).map(([name, amount]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{amount.toLocaleString("en")}</dd>
        </div>
      ))}
    </dl>
  );
}

type StepsProps = { id: string; subject: string; previous?: string; next?: string };

function Steps({ id, subject, previous, next }: StepsProps) {
  return (
    <div className="lesson-buttons">
      <a className="quick-button tap" href={`/author/course/${id}`}>
        Edit<span className="sr-only"> {subject}</span>
      </a>
      {previous && (
        <QuickForm action={move} about={subject} fields={{ id, before: previous }}>
          Move up
        </QuickForm>
      )}
      {next && (
        <QuickForm action={move} about={subject} fields={{ id, after: next }}>
          Move down
        </QuickForm>
      )}
    </div>
  );
}

function Letter({ id, subject }: { id: string; subject: string }) {
  return (
    <details className="lesson-details">
      <summary className="tap">
        Show the letter<span className="sr-only"> {subject}</span>
      </summary>
      <p className="mb-2 text-sm">
        <a className="link tap" href={`/author/course/${id}/preview`}>
          Light, dark and plain text
        </a>{" "}
        ·{" "}
        <a className="link tap" href={`/author/course/${id}/preview/owner`}>
          as somebody with the book gets it
        </a>
      </p>
      <div className="lesson-letter">
        <LetterFrame
          src={`/api/author/letters/lessons/${id}/reader?look=light`}
          subject={subject}
        />
      </div>
    </details>
  );
}

function More({ lesson: { id, subject, isLive } }: { lesson: CourseLesson }) {
  return (
    <details className="lesson-details">
      <summary className="tap">
        Test, {isLive ? "make it a draft" : "make it live"}, take out
        <span className="sr-only"> {subject}</span>
      </summary>
      <div className="lesson-buttons">
        <QuickForm action={sendTest} about={subject} fields={{ id, press: randomUUID() }}>
          Send me a test
        </QuickForm>
        <QuickForm action={makeLive} about={subject} fields={{ id, live: isLive ? "no" : "yes" }}>
          {isLive ? "Make it a draft" : "Make it live"}
        </QuickForm>
        <QuickForm action={takeOut} about={subject} fields={{ id }}>
          Take it out of the course
        </QuickForm>
      </div>
    </details>
  );
}
