/** Which boxes were ticked when a form comes back; `first` before it was ever sent. */
export const tickedIn = (values: Record<string, string> | undefined, first: string[]): string[] =>
  values ? Object.keys(values).flatMap((field) => /^scope-(\w+)$/.exec(field)?.[1] ?? []) : first;
