/** Which way a language is written. */

/** By its script, also where only the language is named: Arabic, Hebrew, Persian, Urdu and a dozen more. */
const RIGHT_TO_LEFT = /^(Adlm|Arab|Aran|Hebr|Mand|Mend|Nkoo|Rohg|Samr|Syrc|Thaa)$/;

export function directionOf(language: string | null | undefined): "ltr" | "rtl" {
  const script = scriptOf(language || "en");
  return script && RIGHT_TO_LEFT.test(script) ? "rtl" : "ltr";
}

/** A tag that no standard knows is read as it stands: from the left. */
function scriptOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().script;
  } catch {
    return undefined;
  }
}
