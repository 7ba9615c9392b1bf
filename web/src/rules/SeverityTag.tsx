/** How grave a rule is, told by sign, word and colour. */

import type { Severity } from "../api/types";
import { SectionIcon } from "../panels/Icon";
import { t } from "./words";

export function SeverityTag({ severity }: { severity: Severity }) {
  const section = severity === "error" ? "must" : "should";
  return (
    <span class={`severity ${severity}`}>
      <SectionIcon section={section} />
      {t(`severity.${severity}`)}
    </span>
  );
}
