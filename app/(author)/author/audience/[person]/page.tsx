import type { Metadata } from "next";
import { notFound } from "next/navigation";
import "@/app/(author)/author/audience/audience.css";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { CourseButtons } from "@/app/(author)/author/audience/[person]/course-buttons";
import { PersonFacts } from "@/app/(author)/author/audience/[person]/person-facts";
import { StopMail } from "@/app/(author)/author/audience/[person]/stop-mail";
import { Timeline } from "@/app/(author)/author/audience/[person]/timeline";
import { findPerson } from "@/lib/desk/audience/find-person";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("A person");

type Props = { params: Promise<{ person: string }> };

export default async function PersonPage({ params }: Props) {
  const { person: readerId } = await params;
  const actor = await currentAuthor("/author/audience", "people");
  const found = await findPerson({ actor, readerId });
  if (!found.ok) notFound();
  const { person, suppressed, nextLesson, events } = found.value;
  const { timezone } = await cachedSettings();
  return (
    <>
      <p className="text-sm">
        <a className="link" href="/author/audience">
          Audience
        </a>
      </p>
      <h1 className="text-[1.44rem] [overflow-wrap:anywhere]">{person.email}</h1>
      <PersonFacts person={person} nextLesson={nextLesson?.subject} timezone={timezone} />
      <div className="person-columns">
        <div className="person-actions">
          <CourseButtons
            readerId={person.readerId}
            state={person.course?.state}
            nextLesson={nextLesson}
          />
          <StopMail readerId={person.readerId} suppressed={suppressed} />
        </div>
        <Timeline events={events} timezone={timezone} />
      </div>
    </>
  );
}
