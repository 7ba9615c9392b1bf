/** The family of a layout: which scenarios were started from which, this one marked. */

import { Words } from "../panels/Words";
import * as app from "../state";
import { lang, say } from "../state";
import { historyHref, listOf } from "./model/route";
import { type Branch, familyOf, relativesOf } from "./model/tree";
import { inPage } from "./RevisionPage";
import { w } from "./say";
import * as state from "./state";

export function BranchTree() {
  const { value: list } = app.layouts;
  const info = state.layout.value;
  const family = list.state === "ready" && info ? familyOf(list.value, info.id) : null;
  if (!family || !info) return null;
  return (
    <section class="history-card" aria-labelledby="tree-title">
      <h2 id="tree-title">{w("tree")}</h2>
      {relativesOf(family, info.id).length ? (
        <ul class="branch-tree">
          <Twig branch={family} here={info.id} />
        </ul>
      ) : (
        <p class="quiet">{w("tree.none")}</p>
      )}
    </section>
  );
}

function Twig({ branch: { info, branches }, here }: { branch: Branch; here: string }) {
  return (
    <li>
      {info.id === here ? (
        <b aria-current="true">
          <Words text={say(info.title)} />
        </b>
      ) : (
        <a href={historyHref(listOf(info.id, lang.value))} onClick={inPage(info.id)}>
          <Words text={say(info.title)} />
        </a>
      )}{" "}
      <span class="quiet">
        {info.from
          ? w("tree.from", { from: info.from.revision, n: info.revision ?? 0 })
          : w("revision", { n: info.revision ?? 0 })}
      </span>
      {branches.length > 0 && (
        <ul>
          {branches.map((branch) => (
            <Twig key={branch.info.id} branch={branch} here={here} />
          ))}
        </ul>
      )}
    </li>
  );
}
