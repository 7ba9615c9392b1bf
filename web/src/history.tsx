/** Starts the page of a layout's revisions: its scenarios, comparing, merging, reverting. */

import { render } from "preact";
import { HistoryApp } from "./history/HistoryApp";
import { keepInStep, open } from "./history/state";
import { wordsOf } from "./i18n/translate";
import { lang } from "./state";
import { followSession } from "./stores/person";
import { followTheme } from "./stores/theme";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/rules.css";
import "./styles/dialog.css";
import "./styles/guest.css";
import "./styles/done.css";
import "./history/history.css";
import "./history/compare.css";
import "./history/merge.css";

followTheme();

async function start(root: HTMLElement): Promise<void> {
  void open();
  keepInStep();
  void followSession();
  await wordsOf(lang.peek());
  root.replaceChildren();
  render(<HistoryApp />, root);
}

const root = document.getElementById("app");
if (root) void start(root);
