/** The preview, or why there is none, and the ways to the files. */

import { Words } from "../panels/Words";
import { explain, say } from "../state";
import type { OrderProps } from "./OrderFields";
import { FORMATS, sheetAddress } from "./order";
import { w } from "./say";
import type { Preview } from "./usePreview";

export function PreviewPart(props: OrderProps & { readonly preview: Preview }) {
  const { order, template, preview, change } = props;
  const values = {
    name: say(template.title),
    sheet: order.sheet.toUpperCase(),
    way: w(order.landscape ? "landscape" : "portrait"),
  };
  const { picture, error, busy } = preview;
  return (
    <section class="print-preview" aria-label={w("preview")}>
      <div class={busy ? "print-table busy" : "print-table"} aria-busy={busy} data-testid="preview">
        {picture && <img src={picture} alt={w("drawn", values)} class={order.landscape ? "wide" : "high"} />}
        {error && !busy && (
          <div class="form-error" role="alert">
            <p>
              <strong>{w("refused")}</strong>
            </p>
            <p>
              <Words text={explain(error)} />
            </p>
            {order.scale !== null && (
              <button type="button" class="button" onClick={() => change({ scale: null })}>
                {w("fit")}
              </button>
            )}
          </div>
        )}
        {busy && (
          <p class="print-busy" aria-hidden="true">
            <span class="spinner" />
            {w("drawing")}
          </p>
        )}
      </div>
      <p class="unseen" role="status" aria-live="polite">
        {busy ? w("drawing") : picture ? w("drawn", values) : ""}
      </p>
      <Files {...props} ready={picture !== null && !busy} />
    </section>
  );
}

function Files({ layout, revision, order, ready }: OrderProps & { readonly ready: boolean }) {
  return (
    <div class="print-files">
      <span class="quiet">{w("sides")}</span>
      {FORMATS.map((format) => (
        <a
          key={format}
          class={format === "pdf" ? "button primary" : "button"}
          role="link"
          {...(ready
            ? {
                href: sheetAddress(layout, revision, order, format),
                download: `${layout}-${order.template}.${format}`,
              }
            : { "aria-disabled": true })}
        >
          <span class={format === "pdf" ? undefined : "unseen"}>{w("save")}</span>
          {format.toUpperCase()}
        </a>
      ))}
    </div>
  );
}
