/** Starts the pages beside the map: indicators, contradictions, waivers. */

import { render } from "preact";
import { wordsOf } from "./i18n/translate";
import { RegisterApp } from "./register/RegisterApp";
import { keepInStep, open } from "./register/state";
import { lang } from "./state";
import { followSession } from "./stores/person";
import { followTheme } from "./stores/theme";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/rules.css";
import "./styles/dialog.css";
import "./styles/guest.css";
import "./styles/done.css";
import "./styles/register.css";

followTheme();

async function start(root: HTMLElement): Promise<void> {
  void open();
  keepInStep();
  void followSession();
  await wordsOf(lang.peek());
  root.replaceChildren();
  render(<RegisterApp />, root);
}

const root = document.getElementById("app");
if (root) void start(root);
