/** A page of a collection's features: what was asked for, a table, a map, and the way to the next page. */

import { useComputed, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { fixed } from "../model/format";
import * as app from "../state";
import { AskLine } from "./AskLine";
import { itemPath } from "./address";
import { shortCrs } from "./CollectionPage";
import { columnsOf, nameOf, saidOf } from "./fields";
import { collectionName, Head, SchematicNotice } from "./Head";
import { ItemTable } from "./ItemTable";
import { hasPlace, type Running, SmallMap } from "./SmallMap";
import * as state from "./state";
import type { Item, Items } from "./types";
import { textOf } from "./Value";
import { t } from "./words";

export function ItemsPage() {
  const page = state.answer.body as Items;
  const map = useSignal<Running | null>(null);
  const query = new URLSearchParams(location.search);
  const crs = query.get("crs");
  const shifted = crs !== null && !crs.endsWith("CRS84");
  const placed = useComputed(() => (shifted ? (state.onMap.value ?? []) : page.features));
  const features = placed.value;
  const point = (item: Item | null) =>
    map.peek()?.point(features.find((f) => item !== null && f.id === item.id) ?? null);
  // On a narrow window there is no beside: the map goes first, for it says at a glance what this is.
  const mapped = hasPlace(features) && <ItemMap items={features} take={(running) => (map.value = running)} />;
  return (
    <>
      <Head title={collectionName()} />
      <SchematicNotice />
      {query.get("revision") && (
        <p class="quiet">{t("items.revision", { n: query.get("revision") ?? "" })}</p>
      )}
      {shifted && <p class="quiet">{t("items.crs", { crs: shortCrs(crs) })}</p>}
      {app.narrow.value && mapped}
      <AskLine map={map} />
      <p class="count" role="status">
        {page.features.length ? counted(page) : t(state.isFindings ? "items.none.findings" : "items.none")}
      </p>
      {!page.features.length && (
        <p>
          <a class="button" href={state.way(location.pathname)}>
            {t("items.all")}
          </a>
        </p>
      )}
      {page.features.length > 0 && (
        <div class={mapped && !app.narrow.value ? "table-and-map" : ""}>
          <ItemTable items={page.features} point={point} />
          {!app.narrow.value && mapped}
        </div>
      )}
      <Pages page={page} />
    </>
  );
}

function ItemMap({ items, take }: { items: readonly Item[]; take: (map: Running | null) => void }) {
  const columns = useMemo(() => columnsOf(items), [items]);
  const tooltip = (feature: Item) =>
    [
      nameOf(feature),
      columns
        .slice(0, 3)
        .map((c) => textOf(c, saidOf(feature)[c]))
        .join(" · "),
    ] as const;
  const choose = (feature: Item) => location.assign(hrefOf(feature));
  return <SmallMap label={t("items.map")} features={items} tooltip={tooltip} choose={choose} take={take} />;
}

/** The page of one feature of this collection, at the same revision. */
export function hrefOf(item: Item): string {
  const id = "collection" in state.place ? state.place.collection : "";
  const revision = new URLSearchParams(location.search).get("revision");
  return state.way(itemPath(state.root, id, String(item.id)) + (revision ? `?revision=${revision}` : ""));
}

const counted = (page: Items): string =>
  t(state.isFindings ? "items.lead.findings" : "items.lead", { shown: fixed(page.features.length, 0) }) +
  (page.numberMatched === undefined ? "" : t("items.of", { total: fixed(page.numberMatched, 0) }));

function Pages({ page }: { page: Items }) {
  const next = page.links?.find((link) => link.rel === "next");
  const begun = new URLSearchParams(location.search).has("cursor");
  if (!next && !begun) return null;
  const first = new URLSearchParams(location.search);
  first.delete("cursor");
  return (
    <nav class="paging" aria-label={t("items.pages")}>
      {begun && (
        <a class="button" href={state.way(`${location.pathname}?${first}`)}>
          {t("items.first")}
        </a>
      )}
      {next && (
        <a class="button primary" rel="next" href={state.way(next.href)}>
          {t("items.next")}
        </a>
      )}
    </nav>
  );
}
