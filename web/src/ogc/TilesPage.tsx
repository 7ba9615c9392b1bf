/** The tiles of a collection: in which grids there are any, or in one grid where they are and what is in them. */

import type { Feature } from "geojson";
import { collectionPath, tilesPath } from "./address";
import { rectangle, shortCrs } from "./CollectionPage";
import { CopiedAddress } from "./CopiedAddress";
import { collectionName, Head, SchematicNotice } from "./Head";
import { SmallMap } from "./SmallMap";
import { answer, place, root, way } from "./state";
import type { Tileset, Tilesets } from "./types";
import { half, t } from "./words";

export function TilesPage() {
  if (place.page !== "tiles") return null;
  const { collection, grid } = place;
  return (
    <>
      <Head title={`${collectionName()} · ${grid ?? t("tiles.title")}`} />
      <SchematicNotice />
      <p class="lead">{t("tiles.lead")}</p>
      {grid === undefined ? (
        <Grids collection={collection} tilesets={(answer.body as Tilesets).tilesets} />
      ) : (
        <OneGrid tileset={answer.body as Tileset} />
      )}
      <p class="page-ways">
        <a class="button" href={way(`${collectionPath(root, collection)}/items`)}>
          {t("collection.items")}
        </a>
      </p>
    </>
  );
}

/** The grid's id: what its own address ends with. */
const gridOf = ({ links }: Tileset): string =>
  /\/tiles\/([^/?]+)/.exec(links.find((link) => link.rel === "self")?.href ?? "")?.[1] ?? "";

function Grids({ collection, tilesets }: { collection: string; tilesets: readonly Tileset[] }) {
  return (
    <ul class="ways">
      {tilesets.map((tileset) => (
        <li key={gridOf(tileset)}>
          <a href={way(`${tilesPath(root, collection)}/${gridOf(tileset)}`)}>
            <strong>{gridOf(tileset)}</strong>
            <span>{shortCrs(tileset.crs)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function OneGrid({ tileset }: { tileset: Tileset }) {
  const template = tileset.links.find((link) => link.rel === "item")?.href ?? "";
  const json = tileset.links.find((link) => link.rel === "describedby")?.href;
  const { lowerLeft, upperRight } = tileset.boundingBox ?? {};
  const box = lowerLeft && upperRight ? [...lowerLeft, ...upperRight] : null;
  const shown: readonly Feature[] = box ? [rectangle(box)] : [];
  return (
    <div class="beside">
      <section class="card" aria-labelledby="about">
        <h2 id="about">{t("tiles.about")}</h2>
        <dl class="facts">
          <dt>{t("tiles.grid")}</dt>
          <dd>{gridOf(tileset)}</dd>
          <dt>{t("tiles.system")}</dt>
          <dd>{shortCrs(tileset.crs)}</dd>
          <dt>{t("tiles.layers")}</dt>
          <dd>{tileset.layers?.map((layer) => half(layer.title)).join(t("tiles.and")) || t("item.empty")}</dd>
          {box && (
            <>
              <dt>{t("collection.extent")}</dt>
              <dd>{box.map((value) => value.toFixed(4)).join(", ")}</dd>
            </>
          )}
        </dl>
        <h3>{t("tiles.template")}</h3>
        <CopiedAddress address={template} />
        {json && (
          <p>
            <a href={json}>TileJSON</a>
          </p>
        )}
      </section>
      {box && <SmallMap label={t("collection.map")} features={shown} />}
    </div>
  );
}
