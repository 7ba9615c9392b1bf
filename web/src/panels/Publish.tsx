/** What is published of a layout, and the way to publish the revision on the page. */

import { computed, signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useState } from "preact/hooks";
import type { Publication } from "../api/types";
import * as state from "../state";
import { t } from "../state";
import { barring, refuses } from "../stores/person";

/** What was published in this visit, by layout: newer than the list of layouts, which is not read again for it. */
const made = signal<Readonly<Record<string, Publication>>>({});

/** The newest publication of the layout on the page. */
export const published = computed<Publication | null>(() => {
  const info = state.current.value;
  return info ? (made.value[info.id] ?? info.published ?? null) : null;
});

export function remember(layout: string, publication: Publication): void {
  made.value = { ...made.peek(), [layout]: publication };
}

/** Which revision is published; said beside the one on the page, which may be a later one. */
export function PublishedBadge() {
  const newest = published.value;
  if (!newest || state.guest.value) return null;
  return (
    <span
      class="badge published"
      data-testid="published"
      title={t("publish.by", { author: newest.author, date: newest.created.slice(0, 10) })}
    >
      {t("publish.badge", { revision: newest.revision })}
    </span>
  );
}

/** Opens the window that publishes; it is fetched when someone first asks for it. */
export function PublishButton() {
  const [Dialog, setDialog] = useState<FunctionComponent<{ close: () => void }> | null>(null);
  if (!state.current.value || state.guest.value) return null;
  const open = async () => {
    if (refuses("publish")) return;
    try {
      const { PublishDialog } = await import("./PublishDialog");
      setDialog(() => PublishDialog);
    } catch {
      state.announcement.value = t("error.offline");
    }
  };
  return (
    <>
      <button type="button" class="button" id="publish" {...barring("publish")} onClick={() => void open()}>
        {t("publish.open")}
      </button>
      {Dialog && <Dialog close={() => setDialog(null)} />}
    </>
  );
}
