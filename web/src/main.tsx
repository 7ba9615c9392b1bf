/** Starts the page. */

import { render } from "preact";
import { keepInStep, listed, open } from "./actions";
import { offerWays } from "./aids/onmap";
import { offerTour } from "./aids/tour";
import { wordsOf } from "./i18n/translate";
import { followOthers } from "./live/slot";
import { App } from "./panels/App";
import { lang } from "./state";
import { lookAt } from "./stores/guest";
import { take } from "./stores/handover";
import { followSession } from "./stores/person";
import { followQuarantine } from "./stores/quarantine";
import { followTheme } from "./stores/theme";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/panels.css";
import "./styles/check.css";
import "./styles/dialog.css";
import "./styles/guest.css";
import "./styles/map.css";
import "./styles/clauses.css";

/** Long enough for an answer that is already on its way, too short to be noticed. */
const HEAD_START_MS = 120;

async function start(root: HTMLElement): Promise<void> {
  void followSession();
  keepInStep();
  followQuarantine();
  offerWays();
  offerTour();
  followOthers();
  void open().then(async () => lookAt(await take()));
  // The list of layouts has been preloaded: once it is read, the layout's own data travel while the page draws.
  const words = wordsOf(lang.peek());
  await Promise.race([listed, new Promise((done) => setTimeout(done, HEAD_START_MS))]);
  await words;
  root.replaceChildren();
  render(<App />, root);
}

followTheme();

const root = document.getElementById("app");
if (root) void start(root);
