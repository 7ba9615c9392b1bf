/** The taxonomy as a tree with ticks (WAI-ARIA tree view): searched, walked along by arrows, ticked by space. */

import { computed } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { AttributeName } from "../../../api/types";
import * as form from "../../../edit/form";
import { t } from "../../../edit/say";
import type { Held } from "../../../model/edit/attributes";
import { industryTree, type Row, rowsOf, type Step, stepOf, tickOf } from "../../../model/edit/tree";
import * as state from "../../../state";
import { termText } from "../../TermName";
import { Words } from "../../Words";

export const taxonomy = computed(() =>
  industryTree(state.book.value?.industries ?? [], state.book.value?.industry_stages ?? [], state.english),
);

interface TreeProps {
  readonly id: string;
  readonly name: AttributeName;
  readonly label: string;
  readonly held: ReadonlyMap<string, Held>;
  readonly close: () => void;
}

export function IndustryTree({ id, name, label, held, close }: TreeProps) {
  const tree = taxonomy.value;
  const [query, search] = useState("");
  const [open, unfold] = useState<ReadonlySet<string>>(() => above(held));
  const [at, walk] = useState<string | null>(null);
  const [field, list] = [useRef<HTMLInputElement>(null), useRef<HTMLDivElement>(null)];
  const rows = useMemo(() => rowsOf(tree, open, query), [tree, open, query]);
  const here = rows.some((row) => row.node.tag === at) ? at : (rows[0]?.node.tag ?? null);
  const focused = useRef(false);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (focused.current) list.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  });
  const fold = (tag: string, out: boolean) => {
    const next = new Set(open);
    if (out) next.add(tag);
    else next.delete(tag);
    unfold(next);
  };
  const act = (step: Step) => {
    if ("to" in step) walk(step.to);
    else if ("unfold" in step) fold(step.unfold, true);
    else if ("fold" in step) fold(step.fold, false);
    else form.toggle(name, step.toggle);
  };
  const onTree = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      focused.current = false;
      field.current?.focus();
    } else {
      const step = event.ctrlKey || event.metaKey || event.altKey ? null : stepOf(rows, here, event.key);
      if (!step) return;
      focused.current = true;
      act(step);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onSearch = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      if (query) search("");
      else close();
    } else if (event.key === "ArrowDown" && here) {
      focused.current = true;
      walk(here);
      list.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    } else if (event.key !== "Enter") return;
    // Enter would apply the form.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="industry-tree" id={id}>
      <input
        ref={field}
        type="search"
        class="tree-search"
        value={query}
        placeholder={t("form.search")}
        aria-label={t("form.search")}
        aria-controls={`${id}-list`}
        autoComplete="off"
        onFocus={() => {
          focused.current = false;
        }}
        onInput={(event) => search(event.currentTarget.value)}
        onKeyDown={onSearch}
      />
      <p class="quiet" role="status">
        {query.trim()
          ? rows.length
            ? t("form.hits", { n: hitsIn(rows) })
            : t("form.hits.none")
          : t("form.keys")}
      </p>
      <div
        ref={list}
        id={`${id}-list`}
        role="tree"
        aria-label={t("form.tree", { field: label })}
        aria-multiselectable={true}
        class="tree"
        onKeyDown={onTree}
        onBlur={(event) => {
          focused.current = event.currentTarget.contains(event.relatedTarget as Node | null);
        }}
      >
        {rows.map((row) => (
          <Item
            key={row.node.tag}
            row={row}
            current={row.node.tag === here}
            tick={tickOf(tree, row.node.tag, held)}
            visit={() => {
              focused.current = true;
              walk(row.node.tag);
            }}
            toggle={() => form.toggle(name, row.node.tag)}
            fold={() => fold(row.node.tag, !row.open)}
          />
        ))}
      </div>
    </div>
  );
}

/** The sectors and fields above what is chosen: what is ticked is on show at once. */
function above(held: ReadonlyMap<string, Held>): ReadonlySet<string> {
  const open = new Set<string>();
  for (const word of held.keys())
    for (let up = taxonomy.value.get(word)?.parent; up; up = taxonomy.value.get(up)?.parent) open.add(up);
  return open;
}

const hitsIn = (rows: readonly Row[]): number =>
  rows.filter((row) => row.node.level === 2).length || rows.length;

interface ItemProps {
  readonly row: Row;
  readonly current: boolean;
  readonly tick: Held;
  readonly visit: () => void;
  readonly toggle: () => void;
  readonly fold: () => void;
}

const CHECKED = { all: "true", some: "mixed", none: "false" } as const;

function Item({ row: { node, open, place, of }, current, tick, visit, toggle, fold }: ItemProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys
    <div
      role="treeitem"
      aria-level={node.level}
      aria-setsize={of}
      aria-posinset={place}
      aria-checked={CHECKED[tick]}
      {...(open === null ? {} : { "aria-expanded": open })}
      tabIndex={current ? 0 : -1}
      data-tag={node.tag}
      class={`tree-item level-${node.level}`}
      onFocus={visit}
      onClick={toggle}
    >
      <span
        class="tree-fold"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          if (open !== null) fold();
        }}
      >
        {open === null ? "" : open ? "▾" : "▸"}
      </span>
      <span class={`tree-box ${tick}`} aria-hidden="true" />
      <span>
        <Words text={termText(node.tag)} />
      </span>
    </div>
  );
}
