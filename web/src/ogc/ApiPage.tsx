/** The OpenAPI document as a list of addresses, each with its parameters and answers. */

import { Words } from "../panels/Words";
import { Head } from "./Head";
import { answer, way } from "./state";
import type { Definition, Operation } from "./types";
import { half, t } from "./words";

const METHODS = ["get", "post", "put", "patch", "delete", "options"] as const;

export function ApiPage() {
  const { paths } = answer.body as Definition;
  const all = Object.entries(paths);
  return (
    <>
      <Head title={t("api.title")} />
      <p class="lead">{t("api.lead", { n: all.length })}</p>
      {all.map(([path, methods]) => (
        <section key={path} class="card">
          <h2 class="path">
            <code>{path}</code>
            {methods.get && !path.includes("{") && (
              <a href={way(path)} aria-label={`${t("api.try")} ${path}`}>
                {t("api.try")}
              </a>
            )}
          </h2>
          {METHODS.map((name) => {
            const operation = methods[name];
            return operation && <Method key={name} name={name} operation={operation} />;
          })}
        </section>
      ))}
    </>
  );
}

function Method({ name, operation }: { name: string; operation: Operation }) {
  const parameters = operation.parameters ?? [];
  const answers = Object.entries(operation.responses ?? {});
  return (
    <details class="operation">
      <summary>
        <code class={`method ${name}`}>{name.toUpperCase()}</code>{" "}
        <Words text={half(operation.summary ?? "")} />
      </summary>
      {operation.description && <p lang="en">{operation.description}</p>}
      {parameters.length > 0 && (
        <>
          <h3>{t("api.parameters")}</h3>
          <dl class="parameters">
            {parameters.map((p) => (
              <div key={`${p.in}-${p.name}`}>
                <dt>
                  <code>{p.name}</code>
                  {p.required && <span class="quiet"> {t("api.required")}</span>}
                </dt>
                <dd>
                  <Words text={half(p.description ?? "")} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3>{t("api.answers")}</h3>
      <ul class="answers">
        {answers.map(([status, { content }]) => (
          <li key={status}>
            <b>{status}</b> <code class="quiet">{Object.keys(content ?? {}).join(", ")}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
