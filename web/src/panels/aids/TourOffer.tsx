/** Asks once whether to show the user round, and holds the tour while it runs. */

import { declineTour, offered, startTour, tour } from "../../aids/tour";
import { editor } from "../../edit/slot";
import * as state from "../../state";
import { t } from "../../state";

export function TourOffer() {
  if (!offered.value || editor.value || state.guest.value || !state.model.value || !state.book.value)
    return null;
  return (
    <section class="tour-offer panel" aria-label={t("tour.offer.label")}>
      <p>{t("tour.offer")}</p>
      <button type="button" class="button" onClick={declineTour}>
        {t("tour.no")}
      </button>
      <button type="button" class="button primary" onClick={() => void startTour()}>
        {t("tour.yes")}
      </button>
    </section>
  );
}

export function TourSlot() {
  const Tour = tour.value;
  return Tour && state.model.value && state.book.value ? <Tour /> : null;
}
