/** Where people and programs begin. */

import { CopiedAddress } from "./CopiedAddress";
import { Head } from "./Head";
import { root, way } from "./state";
import { t } from "./words";

const WAYS = ["collections", "api", "conformance"] as const;
const WHOLE = root === "ogc";

export function LandingPage() {
  return (
    <>
      <Head title={t(WHOLE ? "landing.title" : "published.title")} />
      <p class="lead">{t(WHOLE ? "landing.lead" : /\d$/.test(root) ? "published.one" : "published.lead")}</p>
      <ul class="ways">
        {WAYS.map((name) => (
          <li key={name}>
            <a href={way(`${root}/${name}`)}>
              <strong>{t(`landing.${name}`)}</strong>
              <span>{t(`landing.${name}.text`)}</span>
            </a>
          </li>
        ))}
        <li>
          <a href={way(WHOLE ? "ogc/published" : "ogc")}>
            <strong>{t(WHOLE ? "landing.published" : "published.whole")}</strong>
            <span>{t(WHOLE ? "landing.published.text" : "published.whole.text")}</span>
          </a>
        </li>
      </ul>
      <Connect />
    </>
  );
}

/** The address that software wants. */
function Connect() {
  const address = new URL(root, document.baseURI).href;
  return (
    <section class="connect">
      <h2>{t("landing.connect")}</h2>
      <p>{t("landing.connect.text")}</p>
      <CopiedAddress address={address} />
    </section>
  );
}
