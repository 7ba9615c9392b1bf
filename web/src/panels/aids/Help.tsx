/** The keys of the page, and ways to more help; asked for with `?`. */

import { printed } from "../../aids/platform";
import { t } from "../../aids/say";
import { type AidProps, ways } from "../../aids/slot";
import { startTour, wantTour } from "../../aids/tour";
import type { Key } from "../../aids/words";
import { mapHref, type Opened, ruleHref } from "../../rules/address";
import * as app from "../../state";
import { Dialog } from "../Dialog";
import "../../styles/dialog.css";
import "../../styles/aids.css";

type Row = readonly [keys: readonly string[], what: Key];

const EVERYWHERE: readonly Row[] = [
  [["Ctrl", "K"], "key.find"],
  [["?"], "key.help"],
  [["Esc"], "key.escape"],
  [["Tab"], "key.tab"],
];
const MAP: readonly Row[] = [
  [["←", "↑", "→", "↓"], "key.pan"],
  [["+", "−"], "key.zoom"],
  [["N", "P"], "key.walk"],
];
const DRAWING: readonly Row[] = [
  [["1", "2", "3", "4", "5"], "key.tools"],
  [["Enter"], "key.finish"],
  [["Backspace"], "key.back"],
  [["Esc"], "key.leave"],
  [["Shift"], "key.more"],
  [["Alt"], "key.free"],
  [["←", "↑", "→", "↓"], "key.nudge"],
  [["+", "Delete"], "key.vertex"],
  [["Ctrl", "Z"], "key.undo"],
  [["Ctrl", "Shift", "Z"], "key.redo"],
];

export function Help({ from, close }: AidProps) {
  return (
    <Dialog title={t("help.title")} close={close} closeLabel={app.t("app.close")}>
      <div class="help">
        <p class="help-ways">
          <button type="button" class="button primary" onClick={() => showRound(from, close)}>
            {t("help.tour")}
          </button>
          <a class="button" href={ruleHref(null, from)}>
            {t("help.rules")}
          </a>
        </p>
        <Keys title={t("help.everywhere")} rows={EVERYWHERE} />
        <Keys title={t("help.map")} rows={MAP} />
        <Keys title={t("help.drawing")} rows={DRAWING} />
        <p class="quiet">{t("help.fields")}</p>
      </div>
    </Dialog>
  );
}

/** Begins the tour here, or on the map where this is another page. */
function showRound(from: Opened, close: () => void): void {
  close();
  if (ways.peek()) {
    void startTour();
    return;
  }
  wantTour();
  location.assign(mapHref(from));
}

function Keys({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl class="help-keys">
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{printed(key)}</kbd>
              ))}
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
