/** The review of the layout on the page: how far it is, what may be done next, and what people say of it. */

import { useEffect } from "preact/hooks";
import { Line } from "../panels/Icon";
import { explain } from "../state";
import { Steps } from "./Steps";
import { w } from "./say";
import { closeReview } from "./slot";
import * as own from "./state";
import { Threads } from "./Threads";

export function ReviewPanel() {
  useEffect(own.follow, []);
  const review = own.review.value;
  return (
    <section class="review panel" aria-labelledby="review-title" data-testid="review">
      <div class="review-head">
        <h2 id="review-title">{w("title", { revision: review?.revision ?? "…" })}</h2>
        <button type="button" class="icon-button" aria-label={w("close")} onClick={closeReview}>
          <Line name="close" />
        </button>
      </div>
      {own.failed.value && (
        <p class="form-error" role="alert">
          {explain(own.failed.value)}
        </p>
      )}
      {review && <Steps review={review} />}
      {review && <Threads review={review} />}
    </section>
  );
}
