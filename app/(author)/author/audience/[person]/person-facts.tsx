import type { ReactNode } from "react";
import { dayIn } from "@/app/(author)/author/audience/audience-time";
import { SOURCE_WORDS } from "@/app/(author)/author/audience/audience-words";
import { StateMark } from "@/app/(author)/author/audience/person-state";
import type { PersonPage } from "@/lib/desk/audience/find-person";

type Props = { person: PersonPage["person"]; nextLesson?: string; timezone: string };

export function PersonFacts({ person, nextLesson, timezone }: Props) {
  const { course, chapter, isBuyer, isVerified, joinedAt } = person;
  return (
    <dl className="person-facts">
      <Fact name="Status">
        {course ? <StateMark {...course} /> : "Never signed up for the course"}
      </Fact>
      <Fact name="Joined">
        {dayIn(joinedAt, timezone)}
        {course && `, by ${SOURCE_WORDS[course.source]}`}
      </Fact>
      <Fact name="Came for">{chapter ?? "–"}</Fact>
      <Fact name="Confirmed">
        {course?.confirmedAt ? dayIn(course.confirmedAt, timezone) : "Not yet"}
      </Fact>
      <Fact name="Address proven">{isVerified ? "Yes, by a button or a code" : "No"}</Fact>
      <Fact name="Lessons had">{course?.lessonsHad ?? 0}</Fact>
      {nextLesson && <Fact name="Next lesson">{nextLesson}</Fact>}
      <Fact name="Book">{isBuyer ? "✓ Has it" : "No"}</Fact>
    </dl>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
