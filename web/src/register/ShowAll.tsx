/** Takes back every filter of the page: where nothing fits, this is what to do. */

import * as state from "./state";
import { t } from "./words";

export function ShowAll() {
  return (
    <button
      type="button"
      class="button"
      onClick={() => state.want({ document: "", scope: "", state: "", text: "" })}
    >
      {t("app.showall")}
    </button>
  );
}
