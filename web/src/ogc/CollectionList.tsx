/** Every collection, layout by layout. */

import { fixed } from "../model/format";
import { Words } from "../panels/Words";
import { say } from "../state";
import { collectionPath } from "./address";
import { Head } from "./Head";
import { answer, root, way } from "./state";
import type { Collection, Collections } from "./types";
import { t } from "./words";

export function CollectionList() {
  const { collections } = answer.body as Collections;
  const layouts = new Map<string, Collection[]>();
  for (const one of collections)
    layouts.set(one.yuantu.layout, [...(layouts.get(one.yuantu.layout) ?? []), one]);
  return (
    <>
      <Head title={t("collections.title")} />
      <p class="lead">
        {collections.length ? t("collections.lead", { n: collections.length }) : t("collections.none")}
      </p>
      {[...layouts].map(([id, own]) => (
        <Layout key={id} id={id} collections={own} />
      ))}
    </>
  );
}

function Layout({ id, collections }: { id: string; collections: readonly Collection[] }) {
  const about = collections[0]?.yuantu;
  if (!about) return null;
  return (
    <section class="card" aria-labelledby={`layout-${id}`}>
      <h2 id={`layout-${id}`}>
        <Words text={say(about.title)} />
      </h2>
      <p class="quiet">
        <code>{id}</code> · {t("collections.revision", { n: about.revision })}
      </p>
      {about.notice && (
        <p class="data-notice">
          <Words text={say(about.notice)} />
        </p>
      )}
      <ul class="kinds">
        {collections.map((one) => (
          <li key={one.id}>
            <a href={way(collectionPath(root, one.id))}>
              <span>
                <Words text={say(one.yuantu.label)} />
              </span>
              {one.itemCount !== undefined && <b>{fixed(one.itemCount, 0)}</b>}
              <code class="quiet">{one.id}</code>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
