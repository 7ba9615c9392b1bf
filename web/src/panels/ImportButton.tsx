/** Opens the import wizard, on the file that is looked at where there is one. */

import { editor } from "../edit/slot";
import { openImport } from "../imports/slot";
import { t } from "../state";
import { barring } from "../stores/person";
import { Line } from "./Icon";

interface Props {
  readonly file?: File | null;
  /** Only its sign, where a row of buttons is full. */
  readonly sign?: boolean;
  readonly label?: string;
}

export function ImportButton({ file = null, sign = false, label = t("guest.import") }: Props) {
  return (
    <button
      type="button"
      class="button"
      data-import
      aria-label={label}
      title={label}
      disabled={editor.value !== null}
      {...barring("edit")}
      onClick={() => void openImport(file)}
    >
      <Line name="into" />
      {!sign && <span>{label}</span>}
    </button>
  );
}
