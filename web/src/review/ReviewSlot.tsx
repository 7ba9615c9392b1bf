/** The button that opens the review, the buttons that comment on something, and the panel's place. */

import { current, guest, t } from "../state";
import { closeReview, openReview, reviewing } from "./slot";

export function ReviewSlot() {
  const Panel = reviewing.value;
  return Panel && current.value && !guest.value ? <Panel /> : null;
}

export function ReviewButton() {
  if (!current.value || guest.value) return null;
  return (
    <button
      type="button"
      class="button"
      id="review"
      aria-expanded={reviewing.value !== null}
      onClick={() => (reviewing.value ? closeReview() : void openReview())}
    >
      {t("review.open")}
    </button>
  );
}

export function CommentButton({ feature, finding }: { feature?: string; finding?: string }) {
  if (guest.value) return null;
  const on = feature !== undefined ? { feature } : { finding: finding ?? "" };
  return (
    <button type="button" class="button" data-testid="comment" onClick={() => void openReview(on)}>
      {t("review.comment")}
    </button>
  );
}
