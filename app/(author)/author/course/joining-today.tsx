import { inZone } from "@/app/(author)/author/course/course-time";
import type { SimulatedLesson } from "@/lib/signups/course/simulate-course";

type Props = { zone: string; lessons: SimulatedLesson[] };

/** The true planner's answer for somebody who presses the button now. */
export function JoiningToday({ zone, lessons }: Props) {
  return (
    <section id="joining" aria-labelledby="joining-title" className="card">
      <h2 id="joining-title" className="text-base">
        Somebody joining today gets…
      </h2>
      <form action="/author/course#joining" className="joining-form">
        <div className="min-w-0 grow">
          <label className="label" htmlFor="zone">
            Their time zone
          </label>
          <select id="zone" name="zone" className="field" defaultValue={zone} key={zone}>
            {zones(zone).map((name) => (
              <option key={name} value={name}>
                {name.replaceAll("_", " ")}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="button button-quiet">
          Show
        </button>
      </form>
      {lessons.length > 0 ? (
        <ol className="joining-list">
          {lessons.map(({ lesson, at }) => (
            <li key={lesson.id}>
              <time dateTime={at.toISOString()}>{inZone(at, zone)}</time>
              <span>{lesson.subject}</span>
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-muted">Nothing yet: no lesson is live.</p>
      )}
    </section>
  );
}

const zones = (chosen: string): string[] =>
  [...new Set(["UTC", chosen, ...Intl.supportedValuesOf("timeZone")])].toSorted();
