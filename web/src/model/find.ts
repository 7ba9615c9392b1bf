/** Finding anything by typing: an index that is prepared once, and a search that ranks what it finds. */

export type FindKind =
  | "command"
  | "layout"
  | "park"
  | "group"
  | "feature"
  | "rule"
  | "clause"
  | "note"
  | "page";

/** Something that can be found. */
export interface Findable {
  readonly kind: FindKind;
  /** A feature's id, a rule's code, a command's name: typed in full it comes first. */
  readonly id: string;
  /** Its names, in any language; the first one is shown. */
  readonly names: readonly string[];
  /** What stands behind the name, searched last. */
  readonly more?: string;
}

interface Entry {
  readonly of: Findable;
  readonly id: string;
  readonly names: readonly string[];
  readonly all: string;
}

export type Index = readonly Entry[];

/** Among equally good hits these come first. */
const ORDER: readonly FindKind[] = [
  "park",
  "group",
  "command",
  "page",
  "rule",
  "layout",
  "feature",
  "clause",
  "note",
];

/** How well an entry fits: its id, a name, a name's beginning, a word's beginning, inside a name, behind it. */
const FITS = 6;

/** Text in the form that is compared: full-width and half-width, capital and small letters alike. */
export const plain = (text: string): string => text.normalize("NFKC").toLowerCase().trim();

export const prepare = (all: readonly Findable[]): Index =>
  all.map((of) => {
    const [id, names] = [plain(of.id), of.names.map(plain)];
    return { of, id, names, all: [id, ...names, plain(of.more ?? "")].join("\n") };
  });

export interface Found {
  readonly hits: readonly Findable[];
  /** How many there are, shown or not. */
  readonly total: number;
}

/** The best hits of a query, at most `limit`; every word of the query is somewhere in each. */
export function find(index: Index, query: string, limit: number): Found {
  const wanted = plain(query);
  const words = wanted.split(/\s+/).filter(Boolean);
  if (!words.length) return { hits: [], total: 0 };
  const shelves: Findable[][] = Array.from({ length: FITS * ORDER.length }, () => []);
  let total = 0;
  for (const entry of index) {
    if (!words.every((word) => entry.all.includes(word))) continue;
    total++;
    const shelf = shelves[rank(entry, wanted) * ORDER.length + ORDER.indexOf(entry.of.kind)];
    if (shelf && shelf.length < limit) shelf.push(entry.of);
  }
  return { hits: shelves.flat().slice(0, limit), total };
}

function rank({ id, names }: Entry, wanted: string): number {
  if (id === wanted) return 0;
  let best = FITS - 1;
  for (const name of names) {
    if (name === wanted) return 1;
    const at = name.indexOf(wanted);
    if (at === 0) best = Math.min(best, 2);
    else if (at > 0) best = Math.min(best, /[\s(（·,，-]/.test(name[at - 1] ?? "") ? 3 : 4);
  }
  return best;
}
