import { TextField } from "@/app/(author)/author/settings/fields";
import type { Group } from "@/app/(author)/author/settings/settings-group";

/** What stands in letters, and by which clock they go. */
export function Letters({ settings, state }: Group) {
  const { course, timezone, replyTo, postalAddress } = settings;
  return (
    <section className="grid gap-4" aria-labelledby="letters">
      <h2 id="letters" className="text-lg">
        Letters
      </h2>
      <TextField
        name="course.title"
        label="Name of the mail course"
        value={course?.title}
        state={state}
      />
      <TextField
        name="timezone"
        label="Your time zone"
        value={timezone}
        state={state}
        hint="For example Europe/Berlin. Schedules go by it, and lessons of readers whose own zone is unknown."
      />
      <TextField
        name="replyTo"
        label="Address that answers go to"
        value={replyTo}
        state={state}
        type="email"
        hint="A person should read it."
      />
      <TextField
        name="postalAddress"
        label="Postal address"
        value={postalAddress}
        state={state}
        hint="Stands at the end of letters; the law of many countries asks for it."
      />
    </section>
  );
}
