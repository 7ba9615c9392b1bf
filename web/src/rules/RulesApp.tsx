/** The rules' pages: the list, or one rule. */

import { Frame } from "../panels/Frame";
import { RuleList } from "./RuleList";
import { RuleSheet } from "./RuleSheet";
import * as state from "./state";

export function RulesApp() {
  return (
    <Frame here="rules" exact={state.code === null} from={state.from.value}>
      {state.code === null ? <RuleList /> : <RuleSheet />}
    </Frame>
  );
}
