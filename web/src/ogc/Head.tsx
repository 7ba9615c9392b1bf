/** What stands above every page: where it is among the others, its name, and the way to its JSON. */

import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Words } from "../panels/Words";
import { say } from "../state";
import { collectionPath, jsonOf } from "./address";
import * as state from "./state";
import { t } from "./words";

interface Props {
  /** What the window's title says. */
  readonly title: string;
  /** The page's name as it is shown, where that is more than text. */
  readonly children?: ComponentChildren;
}

export function Head({ title, children }: Props) {
  useEffect(() => {
    state.title.value = title;
  }, [title]);
  return (
    <>
      <Crumbs />
      <div class="page-title">
        <h1>{children ?? <Words text={title} />}</h1>
        <a class="button" href={jsonOf(location.pathname + location.search)} aria-label={t("json.label")}>
          {t("json.link")}
        </a>
      </div>
    </>
  );
}

/** The way up, step by step. */
function Crumbs() {
  const { place, root } = state;
  if (place.page === "landing") return null;
  const steps = [{ href: root, text: t(root === "ogc" ? "crumbs.root" : "crumbs.published") }];
  if ("collection" in place) {
    steps.push({ href: `${root}/collections`, text: t("crumbs.collections") });
    if (state.answer.status === 200 && place.page !== "collection")
      steps.push({ href: collectionPath(root, place.collection), text: collectionName() });
    if (place.page === "item" && state.answer.status === 200)
      steps.push({ href: `${collectionPath(root, place.collection)}/items`, text: t("crumbs.items") });
  }
  return (
    <nav class="crumbs" aria-label={t("crumbs.label")}>
      <ol>
        {steps.map(({ href, text }) => (
          <li key={href}>
            <a href={state.way(href)}>
              <Words text={text} />
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Layout and kind of the page's collection; its id as long as they are not known. */
export function collectionName(): string {
  const known = state.collection.value;
  if (known.state === "ready") return `${say(known.value.yuantu.title)} · ${say(known.value.yuantu.label)}`;
  return "collection" in state.place ? state.place.collection : "";
}

/** What everyone who looks at schematic outlines must know. */
export function SchematicNotice() {
  const known = state.collection.value;
  const notice = known.state === "ready" ? known.value.yuantu.notice : null;
  return (
    notice && (
      <p class="data-notice" role="note">
        <Words text={say(notice)} />
      </p>
    )
  );
}
