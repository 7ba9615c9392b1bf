/** What is seen in a file: what needs a decision on top, what is certain folded, columns, words and faults below. */

import { Words } from "../panels/Words";
import { say } from "../state";
import { FileButton } from "./ChooseFile";
import { Columns } from "./Columns";
import { Faults } from "./Faults";
import { withLayerTaken } from "./model/decide";
import type { LayerSeen, Proposal } from "./model/shapes";
import { Question, Settled } from "./Question";
import { w } from "./say";
import * as session from "./session";
import { WordTable } from "./WordTable";

/** Proposals that stand in the tables, a row each. */
const inTable = ({ about }: Proposal): boolean =>
  about === "column" || about === "unit" || about === "kinds" || about === "word";

export function SeenStep() {
  const questions = session.questions.value;
  const inspection = session.inspection.value;
  if (!questions || !inspection) return null;
  const cards = questions.asking.filter((p) => !inTable(p));
  const settled = questions.settled.filter((p) => !inTable(p));
  const layers = inspection.layers.filter(({ name }) => session.decisions.value?.layers[name]);
  return (
    <>
      <About />
      <section aria-labelledby="import-ask">
        <h3 id="import-ask">
          {w("ask")}{" "}
          {session.open.value.length > 0 && (
            <span class="badge must">{w("ask.left", { n: session.open.value.length })}</span>
          )}
        </h3>
        {!questions.asking.length && <p class="quiet">{w("ask.none")}</p>}
        {questions.asking.length > 0 && !session.open.value.length && (
          <p class="import-tick">✓ {w("ask.done")}</p>
        )}
        {cards.map((proposal) => (
          <Question key={JSON.stringify([proposal.about, proposal.layer])} proposal={proposal} />
        ))}
      </section>
      {layers.map((layer) => (
        <Columns key={layer.name} layer={layer} />
      ))}
      {layers.map((layer) => (
        <WordTable key={layer.name} layer={layer.name} />
      ))}
      {settled.length > 0 && (
        <details class="import-fold">
          <summary>
            <span class="import-tick">✓</span> {w("settled", { n: settled.length })}
          </summary>
          <p class="quiet">{w("settled.lead")}</p>
          {settled.map((proposal) => (
            <Settled key={JSON.stringify([proposal.about, proposal.layer])} proposal={proposal} />
          ))}
        </details>
      )}
      <Faults faults={inspection.faults} />
    </>
  );
}

/** The file itself: what it is, what lies in it, what is to be said about it. */
function About() {
  const upload = session.upload.value;
  if (!upload) return null;
  const { inspection } = upload;
  const n = inspection.layers.reduce((sum, layer) => sum + layer.features, 0);
  return (
    <section class="import-about" aria-label={upload.name}>
      {session.strange.value && <p class="import-strange">{w("strange")}</p>}
      <p class="import-file">
        <strong>{upload.name}</strong>
        <span class="quiet">
          {w("about.file", { format: inspection.format, size: sizeOf(upload.bytes), n })}
        </span>
        <FileButton label={w("choose.other")} />
      </p>
      {inspection.layers.length > 1 && (
        <fieldset class="import-layers">
          <legend>{w("layers")}</legend>
          {inspection.layers.map((layer) => (
            <LayerTick key={layer.name} layer={layer} />
          ))}
        </fieldset>
      )}
      {inspection.remarks.length > 0 && (
        <details class="import-fold" open={inspection.remarks.length < 4}>
          <summary>{w("remarks", { n: inspection.remarks.length })}</summary>
          <ul>
            {inspection.remarks.map((remark) => (
              <li key={remark.en}>
                <Words text={say(remark)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function LayerTick({ layer }: { layer: LayerSeen }) {
  const now = session.decisions.value;
  const first = session.inspection.value?.decisions;
  if (!now || !first) return null;
  const types = Object.entries(layer.types)
    .map(([type, n]) => `${type} ${n}`)
    .join(", ");
  return (
    <label>
      <input
        type="checkbox"
        checked={now.layers[layer.name] != null}
        disabled={!first.layers[layer.name]}
        onChange={(event) => {
          session.decisions.value = withLayerTaken(now, layer.name, first, event.currentTarget.checked);
        }}
      />
      <span lang="zh-CN">{layer.name}</span>
      <span class="quiet">{w("layer.about", { n: layer.features, types })}</span>
    </label>
  );
}

const KILO = 1024;

function sizeOf(bytes: number): string {
  if (bytes < KILO * KILO) return `${Math.max(1, Math.round(bytes / KILO))} KB`;
  return `${(bytes / KILO / KILO).toFixed(1)} MB`;
}
