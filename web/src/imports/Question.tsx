/** One question about a file: its candidates with their evidence, and the word that a person gives. */

import { useState } from "preact/hooks";
import { Words } from "../panels/Words";
import { say } from "../state";
import { chosenValue, keyOf, same } from "./model/decide";
import { certaintyOf, chosenTitle, reasonOf } from "./model/questions";
import type { Candidate, Proposal } from "./model/shapes";
import { OtherPlacement } from "./OtherPlacement";
import { PlacementMap } from "./PlacementMap";
import { w } from "./say";
import * as session from "./session";

/** A card with every candidate open to be read. */
export function Question({ proposal }: { proposal: Proposal }) {
  const [busy, setBusy] = useState(false);
  const answered = session.answered.value.has(keyOf(proposal));
  const name = `import-${keyOf(proposal)}`;
  return (
    <fieldset
      class={answered ? "import-card done" : "import-card"}
      aria-busy={busy}
      data-about={proposal.about}
      {...(answered ? {} : { "data-open": "", tabIndex: -1 })}
    >
      <legend>
        <Words text={say(proposal.title)} />
      </legend>
      {proposal.layer !== null && <LayerName name={proposal.layer} />}
      {proposal.asks && <p class="import-reason">{w(`reason.${reasonOf(proposal)}`)}</p>}
      <div class={proposal.about === "encoding" ? "import-candidates beside" : "import-candidates"}>
        {proposal.candidates.map((candidate, i) => (
          <CandidateChoice
            key={i}
            name={name}
            proposal={proposal}
            candidate={candidate}
            choose={(value) => void take(proposal, value, setBusy)}
          />
        ))}
      </div>
      {proposal.about === "placement" && <OtherPlacement proposal={proposal} />}
      {proposal.about === "placement" && <PlacementMap proposal={proposal} />}
      {proposal.asks && <Confirm proposal={proposal} />}
    </fieldset>
  );
}

/** Another encoding changes what all else is about: the file is read again. */
async function take(proposal: Proposal, value: Candidate["value"], busy: (yes: boolean) => void) {
  if (proposal.about !== "encoding") {
    session.choose(proposal, value);
    return;
  }
  busy(true);
  await session.readAs(proposal, String(value)).catch(session.tellFailure);
  busy(false);
}

function LayerName({ name }: { name: string }) {
  const several = (session.inspection.value?.layers.length ?? 0) > 1;
  return several ? (
    <p class="quiet">
      <Words text={w("layer", { name })} />
    </p>
  ) : null;
}

interface ChoiceProps {
  readonly name: string;
  readonly proposal: Proposal;
  readonly candidate: Candidate;
  readonly choose: (value: Candidate["value"]) => void;
}

function CandidateChoice({ name, proposal, candidate, choose }: ChoiceProps) {
  const now = session.decisions.value;
  const chosen = now !== null && same(chosenValue(now, proposal), candidate.value);
  return (
    <div class={chosen ? "import-candidate chosen" : "import-candidate"}>
      <label>
        <input type="radio" name={name} checked={chosen} onChange={() => choose(candidate.value)} />
        <span>
          <Words text={say(candidate.title)} />
        </span>
        <Certainty confidence={candidate.confidence} />
      </label>
      <Evidence candidate={candidate} />
    </div>
  );
}

export function Certainty({ confidence }: { confidence: number }) {
  const word = certaintyOf(confidence);
  return <span class={`badge import-${word}`}>{w(`sure.${word}`)}</span>;
}

function Evidence({ candidate }: { candidate: Candidate }) {
  if (!candidate.evidence.length) return null;
  return (
    <ul class="import-evidence" aria-label={w("evidence")}>
      {candidate.evidence.map((sentence) => (
        <li key={sentence.en}>
          <Words text={say(sentence)} />
        </li>
      ))}
    </ul>
  );
}

/** The button by which a person agrees; pressed again it takes the word back. */
export function Confirm({ proposal, what }: { proposal: Proposal; what?: string }) {
  const answered = session.answered.value.has(keyOf(proposal));
  const word = answered ? w("confirmed") : w(proposal.converts ? "confirm.convert" : "confirm");
  return (
    <button
      type="button"
      class={answered ? "button import-confirm done" : "button import-confirm primary"}
      aria-pressed={answered}
      {...(what ? { "aria-label": `${word} ${what}` } : {})}
      onClick={() => session.confirm(proposal, !answered)}
    >
      {answered && "✓ "}
      {word}
    </button>
  );
}

/** Something certain, a line; open it to see why and to change it. */
export function Settled({ proposal }: { proposal: Proposal }) {
  const now = session.decisions.value;
  const title = now && chosenTitle(proposal, now);
  return (
    <details class="import-settled">
      <summary>
        <span class="import-tick">✓</span> <Words text={say(proposal.title)} />{" "}
        <strong>{title && <Words text={say(title)} />}</strong>
      </summary>
      <Question proposal={proposal} />
    </details>
  );
}
