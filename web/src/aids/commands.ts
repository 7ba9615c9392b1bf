/** What can be done by name on every page. */

import { REPORT_FILES, reportUrl, sheetUrl } from "../api/client";
import type { Text } from "../api/types";
import { type Key, translate } from "../i18n/translate";
import type { Opened } from "../rules/address";
import { guest, lang, switchLanguage } from "../state";
import { CHOICES, choice } from "../stores/theme";
import { type Command, openAid, ways } from "./slot";

/** A word of the page in both languages. */
export const both = (key: Key): Text => ({ zh: translate("zh", key), en: translate("en", key) });

export function commandsOf(from: Opened): readonly Command[] {
  const { layout } = from;
  const own = ways.peek()?.commands() ?? [];
  return [
    ...own,
    ...(layout === null || guest.peek() ? [] : filesOf(layout)),
    {
      id: "language",
      name: both("command.language"),
      run: () => void switchLanguage(),
    },
    ...CHOICES.map((look) => ({
      id: `theme-${look}`,
      name: both(`command.theme.${look}`),
      run: () => {
        choice.value = look;
      },
    })),
    { id: "help", name: both("command.help"), run: () => void openAid("help") },
  ];
}

const filesOf = (layout: string): readonly Command[] => [
  // The map page has a window for it.
  ...(ways.peek() ? [] : [printOf(layout)]),
  { id: "export", name: both("command.export"), run: () => download(layout, "features", "geojson") },
  { id: "report", name: both("command.report"), run: () => download(layout, "report", "report.json") },
  ...REPORT_FILES.map((file) => ({
    id: `report-${file}`,
    name: both(`command.report.${file}`),
    run: () => follow(reportUrl(layout, file, lang.peek())),
  })),
];

const printOf = (layout: string): Command => ({
  id: "print",
  name: both("command.print"),
  run: () => void open(sheetUrl(layout, lang.peek()), "_blank", "noopener"),
});

function follow(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}

function download(layout: string, what: string, ending: string): void {
  const link = document.createElement("a");
  link.href = `api/layouts/${encodeURIComponent(layout)}/${what}`;
  link.download = `${layout}.${ending}`;
  link.click();
}
