/** Starts the pages of the rules. */

import { render } from "preact";
import { RulesApp } from "./rules/RulesApp";
import { keepInStep, open } from "./rules/state";
import { followTheme } from "./stores/theme";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/rules.css";
import "./styles/guest.css";
import "./styles/clauses.css";

followTheme();

const root = document.getElementById("app");
if (root) {
  open();
  keepInStep();
  root.replaceChildren();
  render(<RulesApp />, root);
}
