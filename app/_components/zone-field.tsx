"use client";

/** Says where the reader's mornings are; without a script it stays empty, and the author's mornings count. */
export function ZoneField() {
  return <input type="hidden" name="zone" ref={fillIn} />;
}

function fillIn(field: HTMLInputElement | null) {
  if (field) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
