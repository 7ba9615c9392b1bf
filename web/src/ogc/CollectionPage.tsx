/** One collection: how much there is of what, where, in which systems, and all that leads on from it. */

import type { Feature } from "geojson";
import { fixed } from "../model/format";
import { Words } from "../panels/Words";
import { say } from "../state";
import { collectionPath } from "./address";
import { collectionName, Head, SchematicNotice } from "./Head";
import { SmallMap } from "./SmallMap";
import { answer, root, way } from "./state";
import type { Collection, Link } from "./types";
import { half, t } from "./words";

export function CollectionPage() {
  const one = answer.body as Collection;
  const { yuantu } = one;
  const box = one.extent?.spatial?.bbox[0];
  const others = one.links?.filter((link) => !["self", "alternate", "items"].includes(link.rel)) ?? [];
  return (
    <>
      <Head title={collectionName()} />
      <SchematicNotice />
      <p class="page-ways">
        <a class="button primary" href={way(`${collectionPath(root, one.id)}/items`)}>
          {t("collection.items")}
        </a>
      </p>
      <div class="beside">
        <section class="card" aria-labelledby="about">
          <h2 id="about">{t("collection.about")}</h2>
          <dl class="facts">
            {one.itemCount !== undefined && (
              <Fact name={t("collection.count")} value={fixed(one.itemCount, 0)} />
            )}
            <Fact name={t("collection.kind")} value={say(yuantu.label)} />
            <Fact name={t("collection.layout")} value={say(yuantu.title)} />
            <Fact
              name={t(yuantu.publication ? "collection.published" : "collection.revision")}
              value={String(yuantu.revision)}
            />
            {box && <Fact name={t("collection.extent")} value={box.map((v) => v.toFixed(4)).join(", ")} />}
            {one.storageCrs && <Fact name={t("collection.stored")} value={shortCrs(one.storageCrs)} />}
            <Fact name={t("collection.systems")} value={one.crs.map(shortCrs).join(", ")} />
          </dl>
          {others.length > 0 && <Others links={others} />}
        </section>
        {box && <SmallMap label={t("collection.map")} features={[rectangle(box)]} />}
      </div>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Words text={value} />
      </dd>
    </>
  );
}

function Others({ links }: { links: readonly Link[] }) {
  return (
    <>
      <h3>{t("collection.more")}</h3>
      <ul class="others">
        {links.map((link) => (
          <li key={link.href + link.rel}>
            <a href={link.href}>
              <Words text={half(link.title ?? link.rel)} />
            </a>{" "}
            <code class="quiet">{link.type}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What people call a reference system: `EPSG:4490`. */
export const shortCrs = (uri: string): string =>
  uri.endsWith("CRS84") ? "CRS84" : uri.replace(/^.*\/EPSG\/[^/]*\//, "EPSG:");

/** A box as something that a map can show. */
export function rectangle([west = 0, south = 0, east = 0, north = 0]: readonly number[]): Feature {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
}
