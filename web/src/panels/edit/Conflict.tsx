/** Someone else was faster: mine on top of theirs, theirs instead of mine, or later. */

import { useEffect, useState } from "preact/hooks";
import { fetchNewer, type Newer, takeMine, takeTheirs } from "../../edit/conflict";
import { saving } from "../../edit/save";
import { t } from "../../edit/say";

export function Conflict({ later }: { later: () => void }) {
  const [newer, found] = useState<Newer | null>(null);
  useEffect(() => {
    fetchNewer().then(found, () => found(null));
  }, []);
  const take = (choice: (newer: Newer) => void) => () => {
    if (newer) choice(newer);
    saving.value = { state: "idle" };
  };
  return (
    <div class="edit-conflict" role="alert">
      <p class="refusal">{t("save.conflict")}</p>
      {newer && newer.both.length > 0 && <p>{t("conflict.both", { names: newer.both.join("、") })}</p>}
      <button type="button" class="button primary" disabled={!newer} onClick={take(takeMine)}>
        {t("conflict.mine")}
      </button>
      <button type="button" class="button" disabled={!newer} onClick={take(takeTheirs)}>
        {t("conflict.theirs")}
      </button>
      <button
        type="button"
        class="button"
        onClick={() => {
          saving.value = { state: "idle" };
          later();
        }}
      >
        {t("conflict.later")}
      </button>
    </div>
  );
}
