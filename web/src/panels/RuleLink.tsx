/** Leads to the page of a rule, which leads back to the layout that is open. */

import type { ComponentChildren } from "preact";
import { ruleHref } from "../rules/address";
import { lang, layoutId, stage } from "../state";

export function RuleLink({ code, children }: { code: string; children: ComponentChildren }) {
  return (
    <a
      class="rule-link"
      href={ruleHref(code, { layout: layoutId.value, lang: lang.value, stage: stage.value })}
    >
      {children}
    </a>
  );
}
