/** Which findings are listed: by rule, by park, in view or everywhere, brought by this edit or all. */

import type { Finding, LayoutFeature } from "../api/types";
import type { Bbox } from "./bounds";
import type { Sections } from "./findings";
import { idOf, isIn, type LayoutModel } from "./layout";

export interface FindingFilter {
  /** The one rule that is listed; null: all of them but the hidden ones. */
  readonly only: string | null;
  readonly hidden: ReadonlySet<string>;
  /** The id of a park; null: all of them. */
  readonly park: string | null;
  readonly inView: boolean;
  readonly mine: boolean;
}

export const NO_FILTER: FindingFilter = {
  only: null,
  hidden: new Set(),
  park: null,
  inView: false,
  mine: false,
};

/** What a filter has to know of the page. */
export interface Setting {
  /** Where a finding is; null: the whole layout. */
  readonly placeOf: (finding: Finding) => Bbox | null;
  /** What the map shows. */
  readonly view: Bbox | null;
  /** The ids of all subjects that belong to the chosen park. */
  readonly members: ReadonlySet<string>;
  /** The findings that the edits have brought. */
  readonly mine: ReadonlySet<string>;
}

export const isOn = (filter: FindingFilter): boolean =>
  filter.only !== null || filter.hidden.size > 0 || filter.park !== null || filter.inView || filter.mine;

export const showsRule = ({ only, hidden }: FindingFilter, code: string): boolean =>
  only === null ? !hidden.has(code) : code === only;

/** Whether a finding is listed. */
export function passes(finding: Finding, filter: FindingFilter, setting: Setting): boolean {
  if (!showsRule(filter, finding.rule)) return false;
  if (filter.mine && !setting.mine.has(finding.id)) return false;
  if (filter.park !== null && !finding.subjects.some((id) => setting.members.has(id))) return false;
  if (!filter.inView || !setting.view) return true;
  const place = setting.placeOf(finding);
  return place === null || meets(place, setting.view);
}

/** The sections with what is listed only; rules that passed follow the filter by rule. */
export function filtered(sections: Sections, filter: FindingFilter, setting: Setting): Sections {
  if (!isOn(filter)) return sections;
  const listed = (findings: readonly Finding[]) => findings.filter((f) => passes(f, filter, setting));
  return {
    must: listed(sections.must),
    should: listed(sections.should),
    waived: listed(sections.waived),
    unsure: listed(sections.unsure),
    passed: sections.passed.filter((rule) => showsRule(filter, rule.code)),
  };
}

/** A park, its features, and those that the roster has there though they are not drawn. */
export function membersOf(
  layout: LayoutModel,
  roster: readonly { id: string; name: string; park: string | null }[],
  park: LayoutFeature | undefined,
): ReadonlySet<string> {
  if (!park) return new Set();
  const self = { id: idOf(park), name: park.properties.name };
  const drawn = layout.features.filter((f) => isIn(f, self)).map(idOf);
  const named = roster.filter((g) => g.park !== null && (g.park === self.id || g.park === self.name));
  const own = self.name === null ? [self.id] : [self.id, self.name];
  return new Set([...own, ...drawn, ...named.flatMap((g) => [g.id, g.name])]);
}

/** The rules that have findings, with how many. */
export function ruleCounts(findings: readonly Finding[]): readonly (readonly [Finding, number])[] {
  const counts = new Map<string, [Finding, number]>();
  for (const finding of findings) {
    const known = counts.get(finding.rule);
    if (known) known[1]++;
    else counts.set(finding.rule, [finding, 1]);
  }
  return [...counts.values()].sort(([a], [b]) => (a.rule < b.rule ? -1 : 1));
}

const meets = (a: Bbox, b: Bbox): boolean => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
