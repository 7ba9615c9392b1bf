/** What an entry of the audit says was changed, field by field. */

/** A field and its values, as text; null where it was not there. */
export interface Difference {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Values = Readonly<Record<string, unknown>>;

/** The longest value that is shown whole. */
const LONGEST = 400;

/** The fields that differ, those of objects by their path; what did not change is left out. */
export function differences(before: Values | null, after: Values | null): Difference[] {
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((row) => row.before !== row.after);
}

/** The values of an object by path; empty ones are as good as none. Lists and outlines stay in one piece. */
function flat(values: Values | null, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(values ?? {})) {
    const field = path ? `${path}.${name}` : name;
    if (value === null || value === undefined || value === "") continue;
    if (isObject(value) && !("coordinates" in value))
      for (const [inner, text] of flat(value, field)) found.set(inner, text);
    else found.set(field, shortened(typeof value === "string" ? value : JSON.stringify(value)));
  }
  return found;
}

const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
