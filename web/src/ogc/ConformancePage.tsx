/** The conformance classes, by standard. */

import { Head } from "./Head";
import { answer } from "./state";
import type { Conformance } from "./types";
import { t } from "./words";

const URI = /\/spec\/([^/]+)\/([^/]+)\/(?:conf\/)?(.+)$/;

export function ConformancePage() {
  const { conformsTo } = answer.body as Conformance;
  const standards = new Map<string, string[]>();
  for (const uri of conformsTo) {
    const [, standard = uri, version = ""] = URI.exec(uri) ?? [];
    const name = `${standard} ${version}`.trim();
    standards.set(name, [...(standards.get(name) ?? []), uri]);
  }
  return (
    <>
      <Head title={t("conformance.title")} />
      <p class="lead">{t("conformance.lead", { n: conformsTo.length })}</p>
      {[...standards].map(([name, uris]) => (
        <section key={name} class="card">
          <h2>{name}</h2>
          <ul class="classes">
            {uris.map((uri) => (
              <li key={uri}>
                <b>{URI.exec(uri)?.[3] ?? uri}</b>
                <code class="quiet">{uri}</code>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
