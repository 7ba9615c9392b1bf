/** Goes to what was found: on the map by flying there, elsewhere by opening its page. */

import type { Findable } from "../model/find";
import { type PageName, pageHref } from "../register/address";
import { featureHref, mapHref, type Opened, ruleHref } from "../rules/address";
import { commandsOf } from "./commands";
import { ways } from "./slot";

export function go({ kind, id }: Findable, from: Opened): void {
  const onMap = ways.peek();
  if (kind === "command")
    commandsOf(from)
      .find((c) => c.id === id)
      ?.run();
  else if (kind === "layout" && onMap) onMap.layout(id);
  else if (isFeature(kind) && onMap) onMap.select(id);
  else location.assign(hrefOf(kind, id, from));
}

const isFeature = (kind: Findable["kind"]): boolean =>
  kind === "park" || kind === "group" || kind === "feature";

/** Where something found has its page. */
export function hrefOf(kind: Findable["kind"], id: string, from: Opened): string {
  if (isFeature(kind)) return featureHref(from, id);
  if (kind === "rule" || kind === "clause") return ruleHref(id, from);
  if (kind === "note") return pageHref("notes", from, { show: id });
  if (kind === "layout") return mapHref({ ...from, layout: id });
  if (id === "rules") return ruleHref(null, from);
  return id === "map" ? mapHref(from) : pageHref(id as PageName | "history", from);
}
