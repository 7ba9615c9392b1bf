/** Starts the page. */

import { render } from "preact";
import { App } from "./panels/App";
import { keepInStep, open } from "./state";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/panels.css";
import "./styles/map.css";

const root = document.getElementById("app");
if (root) {
  keepInStep();
  void open();
  root.replaceChildren();
  render(<App />, root);
}
