/** Starts the pages of the rules. */

import { render } from "preact";
import { wordsOf } from "./i18n/translate";
import { RulesApp } from "./rules/RulesApp";
import { keepInStep, open } from "./rules/state";
import { lang } from "./state";
import { followSession } from "./stores/person";
import { followTheme } from "./stores/theme";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/rules.css";
import "./styles/guest.css";
import "./styles/clauses.css";

followTheme();

async function start(root: HTMLElement): Promise<void> {
  open();
  keepInStep();
  void followSession();
  await wordsOf(lang.peek());
  root.replaceChildren();
  render(<RulesApp />, root);
}

const root = document.getElementById("app");
if (root) void start(root);
