/** Starts the pages of the OGC API. */

import { render } from "preact";
import { OgcApp } from "./ogc/OgcApp";
import { keepInStep, open } from "./ogc/state";
import { followTheme } from "./stores/theme";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/rules.css";
import "./styles/guest.css";
import "./styles/ogc.css";

followTheme();

const root = document.getElementById("app");
if (root) {
  open();
  keepInStep();
  root.replaceChildren();
  render(<OgcApp />, root);
}
