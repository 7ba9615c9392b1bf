/** The pages about the documents: indicators, contradictions, waivers. */

import { Frame } from "../panels/Frame";
import { IndicatorPage } from "./IndicatorPage";
import { NotePage } from "./NotePage";
import * as state from "./state";
import { WaiverPage } from "./WaiverPage";

const SHOWN = { indicators: IndicatorPage, notes: NotePage, waivers: WaiverPage } as const;

export function RegisterApp() {
  const Page = SHOWN[state.page];
  return (
    <>
      <Frame here={state.page} from={state.from.value}>
        <Page />
      </Frame>
      <p class={state.done.value ? "done shown" : "done"} role="status" aria-live="polite">
        {state.done.value}
      </p>
    </>
  );
}
