/** What a waiver is asked for with. */

import type { WaiverRequest } from "../api/register";
import type { Lang } from "../api/types";

/**
 * The request that a form of these fields makes. Where people sign in (`office`) it names nobody: whoever signed in
 * asks, and another decides. Without words in the other language the reason stands for both.
 */
export function waiverRequest(
  finding: string,
  text: (field: string) => string,
  lang: Lang,
  office: boolean,
): WaiverRequest {
  const reason = text("reason");
  const other = text("other") || reason;
  return {
    finding,
    reason: lang === "zh" ? { zh: reason, en: other } : { zh: other, en: reason },
    clause: text("clause"),
    expires: text("expires"),
    ...(office ? {} : { approver: text("approver"), author: text("author") }),
  };
}
