/** The clause of a finding in the documents' own words: opens beside the finding, fetched when it is asked for. */

import { useSignal } from "@preact/signals";
import { ApiError } from "../api/client";
import { getRule, type Sentence } from "../api/rules";
import { t } from "../rules/words";
import { LOADING, type Loaded } from "../state";
import { Failed, Loading } from "./Loading";
import { Sentences } from "./Sentences";

export function Original({ code }: { code: string }) {
  const open = useSignal(false);
  const loaded = useSignal<Loaded<readonly Sentence[]>>(LOADING);
  const read = () => {
    loaded.value = LOADING;
    getRule(code).then(
      (rule) => {
        loaded.value = { state: "ready", value: rule.sentences };
      },
      (error: unknown) => {
        loaded.value = {
          state: "failed",
          error: error instanceof ApiError ? error : new ApiError(null, null),
        };
      },
    );
  };
  return (
    <>
      <button
        type="button"
        class="original-toggle"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
          if (open.value && loaded.value.state !== "ready") read();
        }}
      >
        {t("rule.sentences")}
      </button>
      {open.value && <Body loaded={loaded.value} retry={read} />}
    </>
  );
}

function Body({ loaded, retry }: { loaded: Loaded<readonly Sentence[]>; retry: () => void }) {
  if (loaded.state === "loading") return <Loading text={t("rules.loading")} />;
  if (loaded.state === "failed")
    return <Failed text={t("rules.failed")} error={loaded.error} retry={retry} />;
  if (!loaded.value.length) return <p class="quiet">{t("rule.sentences.none")}</p>;
  return <Sentences sentences={loaded.value} />;
}
