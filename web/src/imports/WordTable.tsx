/** Words of the file that mean words of the rulebook: kinds, classes, modes and the like. */

import { Words } from "../panels/Words";
import { isOf, Told } from "./Columns";
import { chosenValue, keyOf } from "./model/decide";
import type { Proposal } from "./model/shapes";
import { wordsFor } from "./properties";
import { Scroll } from "./Scroll";
import { w } from "./say";
import * as session from "./session";

export function WordTable({ layer }: { layer: string }) {
  const questions = session.questions.value;
  if (!questions) return null;
  const own = (p: Proposal) => (p.about === "kinds" || p.about === "word") && isOf(p, layer);
  const asking = questions.asking.filter(own);
  const all = [...asking, ...questions.settled.filter(own)];
  if (!all.length) return null;
  return (
    <details class="import-fold" open={asking.length > 0} data-words={layer}>
      <summary>
        {!asking.length && <span class="import-tick">✓</span>} <Words text={w("words", { layer })} />
      </summary>
      <p class="quiet">{w("words.lead")}</p>
      <Scroll label={w("words", { layer })}>
        <table class="import-table import-stack">
          <thead>
            <tr>
              <th scope="col">{w("word.file")}</th>
              <th scope="col">{w("word.book")}</th>
              <th scope="col">{w("column.sure")}</th>
            </tr>
          </thead>
          <tbody>
            {all.map((proposal) => (
              <WordRow key={keyOf(proposal)} proposal={proposal} layer={layer} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

function WordRow({ proposal, layer }: { proposal: Proposal; layer: string }) {
  const now = session.decisions.value;
  if (!now) return null;
  const column = proposal.column ?? "";
  const property = proposal.about === "kinds" ? "kind" : (now.layers[layer]?.columns[column] ?? column);
  const value = chosenValue(now, proposal);
  const terms = wordsFor(property);
  const others = proposal.candidates
    .map((candidate) => candidate.value)
    .filter((name) => typeof name === "string" && !terms.some((term) => term.name === name)) as string[];
  const open = proposal.asks && !session.answered.value.has(keyOf(proposal));
  return (
    <tr {...(open ? { "data-open": "", tabIndex: -1, class: "open" } : {})}>
      <th scope="row" lang="zh-CN">
        {proposal.word}
        <span class="quiet">{column}</span>
      </th>
      <td>
        <select
          aria-label={w("word.of", { word: proposal.word ?? "" })}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => session.choose(proposal, event.currentTarget.value || null)}
        >
          <option value="">{w("word.none")}</option>
          {[...terms, ...others.map((name) => ({ name, title: name }))].map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </td>
      <td>
        <Told proposal={proposal} what={proposal.word ?? ""} />
      </td>
    </tr>
  );
}
