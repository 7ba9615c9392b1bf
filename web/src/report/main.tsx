/** Starts a report file: called by the file's own script once its map stands. */

import { render } from "preact";
import { drawReport, whenMapStands } from "../map/report";
import { followTheme } from "../stores/theme";
import { FindingBody } from "./FindingBody";
import { ReportApp } from "./ReportApp";
import { followPage } from "./state";
import "../styles/base.css";
import "../styles/report.css";

whenMapStands((map) => {
  const root = document.getElementById("report");
  if (!root) return;
  followTheme();
  followPage();
  const drawn = drawReport(map, (finding) => {
    const box = document.createElement("div");
    render(<FindingBody finding={finding} heading />, box);
    return box;
  });
  render(<ReportApp map={drawn} />, root);
  document.getElementById("map-home")?.remove();
  performance.mark("yuantu:drawn");
});
