/** What can be taken along as a file: the report, the layout in any format, and its findings as layers. */

import { useState } from "preact/hooks";
import { type Exports, exportUrl, findingsUrl, getExports, REPORT_FILES, reportUrl } from "../api/client";
import { guest, lang, layoutId, say, stage, t, unsaved } from "../state";

export function Downloads() {
  const layout = layoutId.value;
  // They tell of what is stored.
  if (!layout || guest.value || unsaved.value) return null;
  return (
    <nav class="downloads" aria-label={t("downloads.title")}>
      <span class="quiet">{t("downloads.title")}</span>
      {REPORT_FILES.map((file) => (
        <a
          key={file}
          href={reportUrl(layout, file, lang.value, stage.value)}
          download=""
          title={t(`command.report.${file}`)}
        >
          {file === "html" ? t("downloads.html") : FACES[file]}
        </a>
      ))}
      <ExportMenu layout={layout} />
    </nav>
  );
}

const FACES = { xlsx: "XLSX", geojson: "GeoJSON", sarif: "SARIF" } as const;
const LAYERS = { gpkg: "GeoPackage", geojson: "GeoJSON", xlsx: "XLSX" } as const;

/** The formats of exports, asked for when they are first looked at. */
function ExportMenu({ layout }: { layout: string }) {
  const [offered, setOffered] = useState<Exports | null>(null);
  const [failed, setFailed] = useState(false);
  const opened = (event: Event) => {
    if (!(event.currentTarget as HTMLDetailsElement).open || offered) return;
    setFailed(false);
    getExports().then(setOffered, () => setFailed(true));
  };
  return (
    <details class="export-menu" onToggle={opened}>
      <summary>{t("downloads.more")}</summary>
      {failed && <p role="alert">{t("downloads.failed")}</p>}
      {offered && (
        <>
          <p class="quiet" id="export-layout">
            {t("downloads.layout")}
          </p>
          <ul aria-labelledby="export-layout">
            {offered.layout.map((format) => (
              <li key={format.name}>
                <a href={exportUrl(layout, format.name)} download="">
                  {say(format.title)}
                </a>
              </li>
            ))}
          </ul>
          <p class="quiet" id="export-findings">
            {t("downloads.findings")}
          </p>
          <ul aria-labelledby="export-findings">
            {offered.findings.map(({ name }) => (
              <li key={name}>
                <a href={findingsUrl(layout, name, lang.value, stage.value)} download="">
                  {LAYERS[name]}
                </a>
              </li>
            ))}
          </ul>
          <p class="quiet">{t("downloads.note")}</p>
        </>
      )}
    </details>
  );
}
