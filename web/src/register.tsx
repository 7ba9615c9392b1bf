/** Starts the pages beside the map: indicators, contradictions, waivers. */

import { render } from "preact";
import { RegisterApp } from "./register/RegisterApp";
import { keepInStep, open } from "./register/state";
import { followTheme } from "./stores/theme";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/rules.css";
import "./styles/dialog.css";
import "./styles/guest.css";
import "./styles/register.css";

followTheme();

const root = document.getElementById("app");
if (root) {
  void open();
  keepInStep();
  root.replaceChildren();
  render(<RegisterApp />, root);
}
