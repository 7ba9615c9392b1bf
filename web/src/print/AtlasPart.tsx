/** The atlas: a page for each park, group or finding, made by the service while the window tells how far it is. */

import { useState } from "preact/hooks";
import { Words } from "../panels/Words";
import { explain, say } from "../state";
import { cancel, isOpen, type Job, job, jobError, start } from "./job";
import { Choice } from "./OrderFields";
import { BY, type By, type Order } from "./order";
import { w } from "./say";

interface AtlasProps {
  readonly layout: string;
  readonly revision: number;
  readonly order: Order;
}

export function AtlasPart({ layout, revision, order }: AtlasProps) {
  const [by, setBy] = useState<By>("groups");
  const { value: one } = job;
  return (
    <section class="print-atlas" aria-labelledby="print-atlas">
      <h3 id="print-atlas">{w("atlas")}</h3>
      <p class="quiet">{w("atlas.lead")}</p>
      <div class="print-atlas-row">
        <Choice
          label={w("atlas.by")}
          name="by"
          value={by}
          choose={(value) => setBy(value as By)}
          options={BY.map((each) => [each, w(`by.${each}`)])}
        />
        {isOpen(one) ? (
          <button type="button" class="button" onClick={() => void cancel()}>
            {w("atlas.cancel")}
          </button>
        ) : (
          <button type="button" class="button" onClick={() => void start(layout, revision, order, by)}>
            {w("atlas.start")}
          </button>
        )}
      </div>
      {one && isOpen(one) && <Bar job={one} />}
      <p class="print-told" data-testid="atlas">
        {one && <Words text={told(one)} />}
      </p>
      <p role="status" aria-live="polite" class="unseen">
        {one && <Words text={heard(one)} />}
      </p>
      {one?.file && (
        <a class="button primary" href={one.file.slice(1)} download>
          {w("atlas.download")}
        </a>
      )}
      {jobError.value && (
        <p class="form-error" role="alert">
          <Words text={explain(jobError.value)} />
        </p>
      )}
    </section>
  );
}

function Bar({ job }: { job: Job }) {
  return <progress aria-label={w("atlas")} {...(job.total ? { value: job.done, max: job.total } : {})} />;
}

const MEGABYTE = 1024 * 1024;

/** What a screen reader says: not every page, but every quarter. */
function heard(one: Job): string {
  if (one.state !== "running" || !one.total || one.done === one.total) return told(one);
  return w("atlas.part", { share: Math.floor((4 * one.done) / one.total) * 25 });
}

function told(one: Job): string {
  switch (one.state) {
    case "queued":
      return w("atlas.queued");
    case "running":
      if (!one.total) return w("atlas.begun");
      if (one.done === one.total) return w("atlas.binding", { total: one.total });
      return w("atlas.running", { done: one.done, total: one.total });
    case "done":
      return w("atlas.done", { total: one.total ?? "", size: ((one.bytes ?? 0) / MEGABYTE).toFixed(1) });
    case "cancelled":
      return w("atlas.cancelled");
    case "failed":
      return `${w("atlas.failed")} ${one.message ? say(one.message) : ""}`;
  }
}
