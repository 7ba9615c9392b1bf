/** Where people and programs begin. */

import { useSignal } from "@preact/signals";
import { Head } from "./Head";
import { way } from "./state";
import { t } from "./words";

const WAYS = ["collections", "api", "conformance"] as const;

export function LandingPage() {
  return (
    <>
      <Head title={t("landing.title")} />
      <p class="lead">{t("landing.lead")}</p>
      <ul class="ways">
        {WAYS.map((name) => (
          <li key={name}>
            <a href={way(`ogc/${name}`)}>
              <strong>{t(`landing.${name}`)}</strong>
              <span>{t(`landing.${name}.text`)}</span>
            </a>
          </li>
        ))}
      </ul>
      <Connect />
    </>
  );
}

/** The address that software wants. */
function Connect() {
  const copied = useSignal(false);
  const address = new URL("ogc", document.baseURI).href;
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    copied.value = true;
  };
  return (
    <section class="connect">
      <h2>{t("landing.connect")}</h2>
      <p>{t("landing.connect.text")}</p>
      <p class="address">
        <code>{address}</code>
        {"clipboard" in navigator && (
          <button type="button" class="button" onClick={() => void copy()}>
            {t(copied.value ? "landing.copied" : "landing.copy")}
          </button>
        )}
      </p>
    </section>
  );
}
