/** Starts the pages about people: claiming, signing in, my account, people, audit. */

import { render } from "preact";
import { AccountApp } from "./account/AccountApp";
import { keepInStep } from "./account/state";
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
import "./styles/register.css";
import "./styles/account.css";

followTheme();

async function start(root: HTMLElement): Promise<void> {
  keepInStep();
  await Promise.all([followSession(), wordsOf(lang.peek())]);
  root.replaceChildren();
  render(<AccountApp />, root);
}

const root = document.getElementById("app");
if (root) void start(root);
