/** What is asked of the printer, and its addresses. */

import { at } from "../api/client";
import type { Finding, Kind, LayoutFeature, Text } from "../api/types";
import { idOf, type LayoutModel, ofKind } from "../model/layout";

export const SHEETS = ["a4", "a3", "a2", "a1", "a0"] as const;
/** Denominators that planning maps are drawn at. */
export const SCALES = [
  2000, 5000, 10_000, 20_000, 25_000, 50_000, 100_000, 150_000, 200_000, 250_000, 300_000, 400_000, 500_000,
  750_000, 1_000_000,
] as const;
export const LANGUAGES = ["zh", "en", "both"] as const;
export const GRIDS = ["auto", "graticule", "kilometre"] as const;
export const FORMATS = ["pdf", "svg", "png"] as const;
export const BY = ["parks", "groups", "findings"] as const;
/** Signs that a mark on the sheet may have. */
export const MARK_LENGTH = 40;

export type About = "park" | "group" | "finding";
export type Format = (typeof FORMATS)[number];
export type By = (typeof BY)[number];

export interface Template {
  readonly id: string;
  readonly title: Text;
  readonly about: About | null;
  readonly needs_against: boolean;
}

export interface Order {
  readonly template: string;
  readonly sheet: (typeof SHEETS)[number];
  readonly landscape: boolean;
  /** The denominator; null for the largest round one that fits. */
  readonly scale: number | null;
  readonly lang: (typeof LANGUAGES)[number];
  readonly grid: (typeof GRIDS)[number];
  readonly about: string | null;
  readonly against: number | null;
  readonly maker: string;
  readonly approval: string;
  readonly secrecy: string;
}

export const FIRST_ORDER: Order = {
  template: "zone_plan",
  sheet: "a3",
  landscape: true,
  scale: null,
  lang: "zh",
  grid: "auto",
  about: null,
  against: null,
  maker: "",
  approval: "",
  secrecy: "",
};

/** The address of a sheet. What is as it is by default is left out. */
export function sheetAddress(layout: string, revision: number, order: Order, format: Format): string {
  const query = new URLSearchParams({ revision: String(revision) });
  for (const [name, value] of Object.entries(order))
    if (value !== null && value !== FIRST_ORDER[name as keyof Order]) query.set(name, String(value));
  return `${at(layout)}/sheet.${format}?${query}`;
}

/** The body that orders an atlas: a page for each of something, on the paper of the order. */
export function atlasBody(order: Order, by: By, revision: number) {
  const { template: _template, about: _about, against: _against, scale: _scale, ...paper } = order;
  return { ...paper, by, revision };
}

/** Whether the order says all that its template asks for. */
export const isWhole = (order: Order, template: Template): boolean =>
  (template.about === null || order.about !== null) && (!template.needs_against || order.against !== null);

/** An order for another template: what it is about and compared with goes where it is not asked for. */
export function withTemplate(order: Order, template: Template, about: string | null): Order {
  return {
    ...order,
    template: template.id,
    about: template.about === null ? null : about,
    against: template.needs_against ? order.against : null,
  };
}

/** Something that a sheet can be about. */
export interface Thing {
  readonly id: string;
  readonly name: Text;
}

/** What a sheet can be about, in the layout's order. */
export function thingsOf(about: About, layout: LayoutModel, findings: readonly Finding[]): readonly Thing[] {
  if (about === "finding")
    return findings
      .filter((f) => f.status !== "crashed")
      .map((f) => ({
        id: f.id,
        name: { zh: `${f.rule} ${f.message.zh}`, en: `${f.rule} ${f.message.en}` },
      }));
  return ofKind(layout, about as Kind).map((f) => ({ id: idOf(f), name: nameOf(f) }));
}

function nameOf(feature: LayoutFeature): Text {
  const name = feature.properties.name ?? idOf(feature);
  return { zh: name, en: name };
}

/** A denominator in groups of three, as it stands on maps. */
export const scaleText = (denominator: number): string =>
  `1:${String(denominator).replace(/\B(?=(\d{3})+$)/g, "\u202f")}`;
