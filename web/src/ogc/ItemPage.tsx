/** One feature: everything that is said of it, and where it is. */

import { bboxOf } from "../model/bounds";
import { FeatureName } from "../panels/FeatureName";
import { featureHref, mapHref, ruleHref } from "../rules/address";
import * as app from "../state";
import { layoutOf } from "./address";
import { empty, labelOf, nameOf, saidOf } from "./fields";
import { Head, SchematicNotice } from "./Head";
import { hasPlace, SmallMap } from "./SmallMap";
import * as state from "./state";
import type { Item } from "./types";
import { textOf, Value } from "./Value";
import { t } from "./words";

export function ItemPage() {
  const item = state.answer.body as Item;
  const crs = new URLSearchParams(location.search).get("crs");
  const shifted = crs !== null && !crs.endsWith("CRS84");
  const [placed] = shifted ? (state.onMap.value ?? []) : [item];
  const name = nameOf(item);
  const kind = item.properties?.kind as unknown;
  return (
    <>
      <Head title={app.bothNames(name)}>
        <FeatureName name={name} />
      </Head>
      <p class="item-line">
        {typeof kind === "string" && <span>{textOf("kind", kind)}</span>} <code>{String(item.id)}</code>
        {item.properties?.basis === "schematic" && (
          <span class="badge schematic">{app.t("basis.schematic")}</span>
        )}
      </p>
      <SchematicNotice />
      <div class="beside">
        <div>
          <Attributes item={item} />
          {placed?.geometry && <Outline item={placed} />}
          <OnMapPage item={item} />
        </div>
        {placed && hasPlace([placed]) ? (
          <SmallMap label={t("item.map")} features={alone(placed)} />
        ) : (
          <p class="quiet">{t("item.nogeometry")}</p>
        )}
      </div>
    </>
  );
}

/** The same array for the same feature: the map is drawn once. */
const arrays = new WeakMap<Item, readonly Item[]>();
function alone(item: Item): readonly Item[] {
  const known = arrays.get(item) ?? [item];
  arrays.set(item, known);
  return known;
}

const SHOWN_ABOVE = ["id", "kind", "name", "title"];

/** What is filled in first, then what is not. */
function Attributes({ item }: { item: Item }) {
  const all = Object.entries(saidOf(item)).filter(([name]) => !SHOWN_ABOVE.includes(name));
  const said = all.filter(([, value]) => !empty(value));
  const unsaid = all.filter(([, value]) => empty(value));
  return (
    <section class="card" aria-labelledby="attributes">
      <h2 id="attributes">{t("item.attributes")}</h2>
      <dl class="facts">
        {said.map(([name, value]) => (
          <>
            <dt>{labelOf(name)}</dt>
            <dd>
              <Value name={name} value={value as unknown} />
            </dd>
          </>
        ))}
      </dl>
      {unsaid.length > 0 && (
        <p class="unsaid quiet">
          {t("item.empty")}
          {app.lang.value === "zh" ? "：" : ": "}
          {unsaid.map(([name]) => labelOf(name)).join(app.lang.value === "zh" ? "、" : ", ")}
        </p>
      )}
    </section>
  );
}

function Outline({ item }: { item: Item }) {
  const { geometry } = item;
  const box = bboxOf(geometry);
  const count = JSON.stringify(geometry).match(/\[-?\d/g)?.length ?? 0;
  return (
    <section class="card" aria-labelledby="geometry">
      <h2 id="geometry">{t("item.geometry")}</h2>
      <p>{t("item.vertices", { type: geometry.type, n: count })}</p>
      {box && (
        <p>
          <span class="quiet">{t("item.box")}</span> {box.map((v) => v.toFixed(5)).join(", ")}
        </p>
      )}
    </section>
  );
}

function OnMapPage({ item }: { item: Item }) {
  if (!("collection" in state.place)) return null;
  const from = { layout: layoutOf(state.place.collection), lang: app.lang.value };
  return (
    <p class="page-ways">
      {/* The map is of the newest revision, not of the one that was published. */}
      <a
        class="button"
        href={state.isFindings ? mapHref(from, String(item.id)) : featureHref(from, String(item.id))}
      >
        {t("item.onmap")}
      </a>
      {state.isFindings && (
        <a class="button" href={ruleHref(String(item.properties?.rule), from)}>
          {t("item.rule")}
        </a>
      )}
    </p>
  );
}
