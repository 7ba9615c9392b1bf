/** What everyone who sees the map must know about it. */

import { useComputed } from "@preact/signals";
import { notice, say, t } from "../state";
import { Words } from "./Words";

/** The notice of a layout with schematic outlines; it cannot be closed. */
export function Notice() {
  const text = useComputed(() => notice.value && say(notice.value));
  return (
    text.value && (
      <p class="notice" role="note" data-testid="notice">
        <Words text={text.value} />
      </p>
    )
  );
}

/** On what areas and borders rest. */
export function Basis() {
  return <p class="basis">{t("map.basis")}</p>;
}
