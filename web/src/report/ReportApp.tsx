/** The page of a report file. */

import type { ReportMap } from "../map/report";
import { Areas } from "./Areas";
import { Clauses } from "./Clauses";
import { FindingList } from "./FindingList";
import { Head } from "./Head";
import { MapPanel } from "./MapPanel";
import { data, t } from "./state";
import { Tally } from "./Tally";

export function ReportApp({ map }: { map: ReportMap }) {
  return (
    <>
      <a class="skip" href="#findings">
        {t("skip")}
      </a>
      <Head />
      <main>
        <Tally />
        <section class="beside" aria-label={t("findings")}>
          <MapPanel map={map} />
          <FindingList map={map} />
        </section>
        <Areas />
        <Clauses />
      </main>
      <footer class="foot quiet">{t("foot", { version: data.program })}</footer>
    </>
  );
}
