/** The pages of the OGC API: which one, in the frame of the house. */

import { Frame } from "../panels/Frame";
import { ApiPage } from "./ApiPage";
import { CollectionList } from "./CollectionList";
import { CollectionPage } from "./CollectionPage";
import { ConformancePage } from "./ConformancePage";
import { ItemPage } from "./ItemPage";
import { ItemsPage } from "./ItemsPage";
import { LandingPage } from "./LandingPage";
import { OtherPage } from "./OtherPage";
import { ProblemPage } from "./ProblemPage";
import * as state from "./state";
import { TilesPage } from "./TilesPage";

const PAGES = {
  landing: LandingPage,
  conformance: ConformancePage,
  api: ApiPage,
  collections: CollectionList,
  collection: CollectionPage,
  items: ItemsPage,
  item: ItemPage,
  tiles: TilesPage,
  other: OtherPage,
  plain: OtherPage,
} as const;

export function OgcApp() {
  const Page = state.answer.status === 200 ? PAGES[state.place.page] : ProblemPage;
  return (
    <Frame here="data" exact={state.place.page === "landing"} from={state.from.value}>
      <Page />
    </Frame>
  );
}
