/** Industries as a tree: sectors, their fields, and the stages of a field; searched, walked along and ticked. */

import type { Sector } from "../../api/types";
import type { Held } from "./attributes";

export interface TreeNode {
  /** The word that features write. */
  readonly tag: string;
  readonly level: 1 | 2 | 3;
  readonly parent: string | null;
  readonly children: readonly string[];
  readonly english: string | null;
}

export type Tree = ReadonlyMap<string, TreeNode>;

/** A row that is on show. */
export interface Row {
  readonly node: TreeNode;
  /** Null where there is nothing below. */
  readonly open: boolean | null;
  readonly place: number;
  readonly of: number;
}

/** 创新药物(研发): a field at a stage. */
const staged = (field: string, stage: string): string => `${field}(${stage})`;

export function industryTree(
  sectors: readonly Sector[],
  stages: readonly string[],
  english: (tag: string) => string | null,
): Tree {
  const tree = new Map<string, TreeNode>();
  const add = (tag: string, level: 1 | 2 | 3, parent: string | null, children: readonly string[]) =>
    tree.set(tag, { tag, level, parent, children, english: english(tag) });
  for (const { sector, fields } of sectors) {
    const own = [...new Set(fields)].filter((field) => field !== sector);
    add(sector, 1, null, own);
    for (const field of own) {
      const below = stages.map((stage) => staged(field, stage));
      add(field, 2, sector, below);
      for (const tag of below) add(tag, 3, field, []);
    }
  }
  return tree;
}

/** Whether a word is meant: by any part of its Chinese, or by the beginnings of its English words. */
export function matches(node: TreeNode, query: string): boolean {
  const wanted = plain(query);
  if (plain(node.tag).includes(wanted)) return true;
  const words = plain(node.english ?? "").split(/[^\p{L}\p{N}]+/u);
  return wanted.split(/\s+/).every((part) => words.some((word) => word.startsWith(part)));
}

const plain = (text: string): string => text.normalize("NFKC").toLowerCase().trim();

/** The rows on show: what is unfolded, or (with a query) what it means and what lies above that. */
export function rowsOf(tree: Tree, open: ReadonlySet<string>, query = ""): Row[] {
  const found = query.trim() ? foundIn(tree, query) : null;
  const rows: Row[] = [];
  const walk = (tags: readonly string[]) => {
    const shown = tags.filter((tag) => !found || found.has(tag));
    shown.forEach((tag, i) => {
      const node = tree.get(tag) as TreeNode;
      const hit = found !== null && node.children.some((child) => found.has(child));
      const unfolded = hit || open.has(tag);
      rows.push({ node, open: node.children.length ? unfolded : null, place: i + 1, of: shown.length });
      if (!unfolded) return;
      // Under a sector that is meant itself nothing is hidden.
      if (found && !hit) for (const child of node.children) found.add(child);
      walk(node.children);
    });
  };
  walk([...tree.values()].filter((node) => node.level === 1).map((node) => node.tag));
  return rows;
}

/** What a query means: sectors and fields, and the sectors above. Stages are found by their field. */
function foundIn(tree: Tree, query: string): Set<string> {
  const found = new Set<string>();
  for (const node of tree.values()) {
    if (node.level === 3 || !matches(node, query)) continue;
    found.add(node.tag);
    if (node.parent) found.add(node.parent);
  }
  return found;
}

export type Step =
  | { readonly to: string }
  | { readonly unfold: string }
  | { readonly fold: string }
  | { readonly toggle: string };

/** What a key does in the tree, as WAI-ARIA has it; null for keys that are none of its. */
export function stepOf(rows: readonly Row[], at: string | null, key: string): Step | null {
  const here = Math.max(
    0,
    rows.findIndex((row) => row.node.tag === at),
  );
  const row = rows[here];
  if (!row) return null;
  const to = (i: number): Step => ({ to: rows[Math.min(rows.length - 1, Math.max(0, i))]?.node.tag ?? "" });
  const { tag, parent } = row.node;
  switch (key) {
    case "ArrowDown":
      return to(here + 1);
    case "ArrowUp":
      return to(here - 1);
    case "Home":
      return to(0);
    case "End":
      return to(rows.length - 1);
    case "ArrowRight":
      if (row.open === null) return { to: tag };
      return row.open ? to(here + 1) : { unfold: tag };
    case "ArrowLeft":
      return row.open ? { fold: tag } : { to: parent ?? tag };
    case " ":
    case "Enter":
      return { toggle: tag };
    default:
      return null;
  }
}

/** How a word stands in the tree: ticked for all features, for some, not itself but something below it, or not at all. */
export function tickOf(tree: Tree, tag: string, held: ReadonlyMap<string, Held>): "all" | "some" | "none" {
  const own = held.get(tag);
  if (own) return own;
  const below = tree.get(tag)?.children ?? [];
  return below.some((child) => tickOf(tree, child, held) !== "none") ? "some" : "none";
}
