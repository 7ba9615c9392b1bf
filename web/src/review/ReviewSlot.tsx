/** The button that opens the review, the buttons that comment on something, and the panel's place. */

import { current, guest, t } from "../state";
import { closeReview, openReview, reviewing, unresolved } from "./slot";

export function ReviewSlot() {
  const Panel = reviewing.value;
  return Panel && current.value && !guest.value ? <Panel /> : null;
}

export function ReviewButton() {
  if (!current.value || guest.value) return null;
  const waiting = unresolved.value || null;
  return (
    <button
      type="button"
      class="button"
      id="review"
      aria-label={waiting === null ? undefined : t("review.open.waiting", { n: waiting })}
      aria-expanded={reviewing.value !== null}
      onClick={() => (reviewing.value ? closeReview() : void openReview())}
    >
      {t("review.open")} {waiting !== null && <span class="badge unsure">{waiting}</span>}
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
