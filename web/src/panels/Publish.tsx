/** What is published of a layout, and the way to publish the revision on the page. */

import type { FunctionComponent } from "preact";
import { useState } from "preact/hooks";
import * as state from "../state";
import { t } from "../state";

/** Which revision is published; said beside the one on the page, which may be a later one. */
export function PublishedBadge() {
  const published = state.current.value?.published;
  if (!published || state.guest.value) return null;
  return (
    <span
      class="badge published"
      data-testid="published"
      title={t("publish.by", { author: published.author, date: published.created.slice(0, 10) })}
    >
      {t("publish.badge", { revision: published.revision })}
    </span>
  );
}

/** Opens the window that publishes; it is fetched when someone first asks for it. */
export function PublishButton() {
  const [Dialog, setDialog] = useState<FunctionComponent<{ close: () => void }> | null>(null);
  if (!state.current.value || state.guest.value) return null;
  const open = async () => {
    try {
      const { PublishDialog } = await import("./PublishDialog");
      setDialog(() => PublishDialog);
    } catch {
      state.announcement.value = t("error.offline");
    }
  };
  return (
    <>
      <button type="button" class="button" id="publish" onClick={() => void open()}>
        {t("publish.open")}
      </button>
      {Dialog && <Dialog close={() => setDialog(null)} />}
    </>
  );
}
