/** The clause that a rule rests on, the sentences behind it, and where the documents disagree about it. */

import type { RulePage } from "../api/rules";
import { Sentences } from "../panels/Sentences";
import { Words } from "../panels/Words";
import { say } from "../state";
import { t, word } from "./words";

export function ClauseCard({ rule }: { rule: RulePage }) {
  return (
    <section class="card" aria-labelledby="clause">
      <h2 id="clause">{t("rule.clause")}</h2>
      <p>
        <Words text={say(rule.document)} />
        <br />
        <b>
          <Words text={rule.clause.locator} />
        </b>
      </p>
      <blockquote>
        <Words text={say(rule.clause.paraphrase)} />
      </blockquote>
      <h3>{t("rule.sentences")}</h3>
      {rule.sentences.length ? (
        <Sentences sentences={rule.sentences} />
      ) : (
        <p class="quiet">{t("rule.sentences.none")}</p>
      )}
      {rule.notes.length > 0 && (
        <>
          <h3>{t("rule.notes")}</h3>
          <ul class="sentences">
            {rule.notes.map((note) => (
              <li key={note.number}>
                <p>
                  <b>
                    <Words text={say(note.topic)} />
                  </b>{" "}
                  <span class="quiet">{word(`shown.${note.shown_as}`)}</span>
                </p>
                <p>
                  <Words text={`${say(note.text)} ${say(note.does)}`} />
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
