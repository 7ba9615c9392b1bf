/** Starts the pages of the OGC API. */

import { render } from "preact";
import { wordsOf } from "./i18n/translate";
import { OgcApp } from "./ogc/OgcApp";
import { keepInStep, open } from "./ogc/state";
import { lang } from "./state";
import { followSession } from "./stores/person";
import { followTheme } from "./stores/theme";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/rules.css";
import "./styles/guest.css";
import "./styles/ogc.css";

followTheme();

async function start(root: HTMLElement): Promise<void> {
  open();
  keepInStep();
  void followSession();
  await wordsOf(lang.peek());
  root.replaceChildren();
  render(<OgcApp />, root);
}

const root = document.getElementById("app");
if (root) void start(root);
