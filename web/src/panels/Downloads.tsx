/** The report as files to take along, under the rules of the stage that is shown. */

import { REPORT_FILES, reportUrl } from "../api/client";
import { guest, lang, layoutId, stage, t, unsaved } from "../state";

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
    </nav>
  );
}

const FACES = { xlsx: "XLSX", geojson: "GeoJSON", sarif: "SARIF" } as const;
