/** The editor's keys, asked for with `?`. */

import { shortcuts } from "../../edit/keys";
import { t } from "../../edit/say";

const ROWS = [
  [["1", "2", "3", "4", "5"], "keys.tools"],
  [["Enter"], "keys.finish"],
  [["Backspace"], "keys.back"],
  [["Esc"], "keys.leave"],
  [["Shift"], "keys.more"],
  [["Alt"], "keys.free"],
  [["←", "↑", "→", "↓"], "keys.nudge"],
  [["+", "Delete"], "keys.vertex"],
  [["Ctrl", "Z"], "undo"],
  [["Ctrl", "Shift", "Z"], "redo"],
] as const;

export function Shortcuts() {
  if (!shortcuts.value) return null;
  return (
    <dl class="edit-keys" id="edit-keys">
      {ROWS.map(([keys, key]) => (
        <div key={key}>
          <dt>
            {keys.map((name) => (
              <kbd key={name}>{name}</kbd>
            ))}
          </dt>
          <dd>{t(key)}</dd>
        </div>
      ))}
    </dl>
  );
}
