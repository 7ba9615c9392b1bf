/** What went wrong, where, and the ways on. */

import type { Problem } from "../api/types";
import { Words } from "../panels/Words";
import { say } from "../state";
import { asked } from "./address";
import { Head } from "./Head";
import { answer, root, way } from "./state";
import { t } from "./words";

export function ProblemPage() {
  const problem = answer.body as (Problem & { where?: string }) | null;
  const text = problem?.message ? say(problem.message) : (problem?.detail ?? t("problem.unknown"));
  const { where } = problem ?? {};
  const wrong = where !== undefined && new URLSearchParams(location.search).has(where);
  return (
    <>
      <Head
        title={t(
          answer.status === 400 || answer.status === 404 ? `problem.${answer.status}` : "problem.else",
        )}
      />
      <div class="problem" role="alert">
        <p>
          <Words text={text} />
        </p>
        {where && (
          <p class="quiet">
            {t("problem.where")} <code>{where}</code>
          </p>
        )}
      </div>
      <p class="quiet">{t("problem.asked")}</p>
      <p>
        <code>{decoded(location.pathname + location.search)}</code>
      </p>
      <p class="page-ways">
        {wrong && (
          <a
            class="button primary"
            href={way(`${location.pathname}${asked(location.search, { [where]: "" })}`)}
          >
            {t("problem.without")}
          </a>
        )}
        <a class="button" href={way(`${root}/collections`)}>
          {t("problem.back")}
        </a>
      </p>
    </>
  );
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
