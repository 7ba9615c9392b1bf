/** The three things a panel says when it has nothing to show yet: loading, failed, empty. */

import type { ApiError } from "../api/client";
import { explain, t } from "../state";
import { SignInLink } from "./account/PersonButton";

export function Loading({ text }: { text: string }) {
  return (
    <p class="waiting" role="status">
      <span class="spinner" aria-hidden="true" />
      {text}
    </p>
  );
}

export function Failed({ text, error, retry }: { text: string; error: ApiError; retry: () => void }) {
  return (
    <div class="failed" role="alert">
      <p>
        <strong>{text}</strong>
      </p>
      <p>{explain(error)}</p>
      {error.status === 401 && <SignInLink id="sign-in-first" />}
      <button type="button" class="button" onClick={retry}>
        {t("app.retry")}
      </button>
    </div>
  );
}
