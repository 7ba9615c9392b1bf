/** A rule that found nothing wrong, with the clause that it stands for. */

import type { RuleResult } from "../api/types";
import { say } from "../state";
import { SectionIcon } from "./Icon";
import { RuleLink } from "./RuleLink";
import { Words } from "./Words";

export function PassedRule({ rule }: { rule: RuleResult }) {
  return (
    <li class="passed-rule">
      <SectionIcon section="passed" />
      <div>
        <p class="message">
          <Words text={say(rule.title)} />
        </p>
        <p class="quiet">
          <RuleLink code={rule.code}>
            <code>{rule.code}</code>
          </RuleLink>{" "}
          <Words text={`${rule.clause.document} ${rule.clause.locator}`} />
        </p>
        <p class="quiet">
          <Words text={say(rule.clause.paraphrase)} />
        </p>
      </div>
    </li>
  );
}
