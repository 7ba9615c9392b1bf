/** Two revisions side by side: on the map, feature by feature, on the ground and in the findings. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { getExports } from "../api/client";
import { type Comparison, comparisonUrl, getComparison, getFeaturesAt, type Ref } from "../api/scenarios";
import type { LayoutFeature } from "../api/types";
import { Failed, Loading } from "../panels/Loading";
import { Words } from "../panels/Words";
import { LOADING, type Loaded, lang, say } from "../state";
import { AreaTables } from "./AreaTables";
import { CompareMap } from "./CompareMap";
import { ComparePick } from "./ComparePick";
import { DifferenceTable } from "./DifferenceTable";
import { FindingsPart } from "./FindingsPart";
import { historyHref, listOf, refText } from "./model/route";
import { inPage } from "./RevisionPage";
import { w } from "./say";
import * as state from "./state";

export interface Compared {
  readonly comparison: Comparison;
  readonly before: readonly LayoutFeature[];
  readonly after: readonly LayoutFeature[];
}

const compared = signal<Loaded<Compared>>(LOADING);
/** What a comparison can be taken along as. */
const files = signal<readonly string[]>([]);
const FILE_NAMES: Record<string, string> = {
  geojson: "GeoJSON",
  gpkg: "GeoPackage",
  xlsx: "XLSX",
};

async function load(from: Ref, to: Ref): Promise<void> {
  compared.value = LOADING;
  const asked = refText(from) + refText(to);
  const still = () => {
    const now = state.route.peek();
    return now.from && now.to && refText(now.from) + refText(now.to) === asked;
  };
  try {
    const [comparison, before, after] = await Promise.all([
      getComparison(from, to),
      getFeaturesAt(from),
      getFeaturesAt(to),
    ]);
    if (still())
      compared.value = {
        state: "ready",
        value: { comparison, before: before.features, after: after.features },
      };
  } catch (error) {
    if (still()) compared.value = state.failed(error);
  }
}

export function ComparePage() {
  const { from, to } = state.route.value;
  const key = from && to ? `${refText(from)} ${refText(to)}` : "";
  useEffect(() => {
    if (from && to) void load(from, to);
  }, [key]);
  useEffect(() => {
    getExports().then(
      ({ comparison }) => {
        files.value = comparison.map(({ name }) => name);
      },
      // Without the list there is nothing to download; the page itself is complete.
      () => undefined,
    );
  }, []);
  const info = state.layout.value;
  if (!from || !to || !info) return null;
  const { value: loaded } = compared;
  return (
    <>
      <div class="page-head">
        <h1>{w("compare.title")}</h1>
        <a class="button" href={historyHref(listOf(info.id, lang.value))} onClick={inPage(info.id)}>
          {w("back")}
        </a>
      </div>
      <details class="compare-other">
        <summary>{w("compare.other")}</summary>
        <ComparePick key={key} />
      </details>
      {loaded.state === "loading" && <Loading text={w("compare.loading")} />}
      {loaded.state === "failed" && (
        <Failed text={w("compare.failed")} error={loaded.error} retry={() => void load(from, to)} />
      )}
      {loaded.state === "ready" && <Result key={key} found={loaded.value} from={from} to={to} />}
    </>
  );
}

function Result({ found, from, to }: { found: Compared; from: Ref; to: Ref }) {
  const { comparison } = found;
  return (
    <>
      <dl class="compare-sides">
        <Side name={w("from")} side={comparison.from} />
        <Side name={w("to")} side={comparison.to} />
      </dl>
      {comparison.notice && !state.layout.value?.notice && (
        <p class="quiet">
          <Words text={say(comparison.notice)} />
        </p>
      )}
      <CompareMap found={found} />
      <DifferenceTable features={comparison.features} same={comparison.summary.same} />
      <AreaTables areas={comparison.areas} />
      <FindingsPart findings={comparison.findings} to={to} />
      <section aria-labelledby="files-title">
        <h2 id="files-title">{w("files")}</h2>
        <div class="revision-acts">
          {files.value.map((format) => (
            <a key={format} class="button" href={comparisonUrl(from, to, format, lang.value)} download>
              {format === "html" ? w("files.html") : (FILE_NAMES[format] ?? format.toUpperCase())}
            </a>
          ))}
        </div>
      </section>
    </>
  );
}

function Side({ name, side }: { name: string; side: Comparison["from"] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Words text={side.title ? say(side.title) : side.layout} /> {w("revision", { n: side.revision })}
      </dd>
    </div>
  );
}
