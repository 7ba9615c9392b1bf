/** A new layout for a file: its names and its id. Pure. */

export interface Fresh {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

const LONGEST = 60;

/** Names from the file's own, and an id that nobody has. */
export function freshOf(file: string, taken: readonly string[]): Fresh {
  const name = file.replace(/(\.[a-z0-9]{1,12})+$/i, "").trim() || file;
  const latin = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, LONGEST - 4);
  const base = latin || "import";
  let id = base;
  for (let n = 2; taken.includes(id); n++) id = `${base}-${n}`;
  return { id, zh: name, en: name };
}

export const isId = (id: string): boolean => id.length <= LONGEST && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id);

/** Whether a new layout has all that it needs. */
export const isWhole = ({ id, zh, en }: Fresh): boolean => isId(id) && zh.trim() !== "" && en.trim() !== "";
