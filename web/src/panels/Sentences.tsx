/** The paragraphs of the documents that stand behind a rule; in English with what each sentence asks for. */

import type { Sentence } from "../api/rules";
import { paragraphsOf } from "../model/paragraphs";
import { t, word } from "../rules/words";
import { lang, say } from "../state";
import { Words } from "./Words";

/** Paragraphs beyond these are folded away. */
const UNFOLDED = 2;

export function Sentences({ sentences }: { sentences: readonly Sentence[] }) {
  return (
    <ul class="sentences">
      {paragraphsOf(sentences).map((paragraph, i) => (
        <li key={paragraph.sentences[0]?.row}>
          <details open={i < UNFOLDED}>
            <summary>
              <Words text={`${say(paragraph.title)} ${paragraph.locator}`} />
            </summary>
            {lang.value === "en" && (
              <ul>
                {paragraph.sentences.map((sentence) => (
                  <li key={sentence.row}>
                    <Words text={sentence.paraphrase} />
                  </li>
                ))}
              </ul>
            )}
            <blockquote lang="zh-CN">{paragraph.original}</blockquote>
            <p class="quiet">{paragraph.sentences.map(label).join(lang.value === "zh" ? "、" : ", ")}</p>
          </details>
        </li>
      ))}
    </ul>
  );
}

const label = ({ row, strength }: Sentence): string =>
  t("rule.treatment", { row, strength: word(`strength.${strength}`) });
