/** What waits in quarantine, one by one: why, from where, and the ways out. */

import { useState } from "preact/hooks";
import { editor, openEditor } from "../edit/slot";
import { Field, FormFoot, lastAuthor } from "../panels/Form";
import { useSend } from "../panels/useSend";
import { Words } from "../panels/Words";
import * as state from "../state";
import { say, t } from "../state";
import { fetchQuarantine, type KeptFeature, mending, panel, waiting } from "../stores/quarantine";
import * as http from "./http";
import { w } from "./say";
import { lookAt, pointed } from "./state";

const MOST = 100;

export function QuarantinePanel() {
  const layout = state.layoutId.value;
  const features = waiting.value;
  if (layout === null) return null;
  return (
    <div class="quarantine-body">
      <p class="quiet">{w("lead")}</p>
      <ul class="quarantine-list">
        {features.slice(0, MOST).map((feature) => (
          <Item key={feature.properties.number} feature={feature} layout={layout} />
        ))}
        {features.length > MOST && <li>… {features.length - MOST}</li>}
      </ul>
      <p class="quarantine-files">
        <span class="quiet">{w("download")}</span>
        {(["geojson", "gpkg"] as const).map((format) => (
          <a key={format} href={http.fileAt(layout, format)} download="">
            {format === "gpkg" ? "GeoPackage" : "GeoJSON"}
          </a>
        ))}
      </p>
    </div>
  );
}

/** What a feature is called: its name, its id, or its place in the file. */
function callOf({ properties }: KeptFeature): string {
  const { name, id, layer, row } = properties;
  return typeof name === "string" && name ? name : (id ?? `${layer} ${row === null ? "" : row + 1}`.trim());
}

function Item({ feature, layout }: { feature: KeptFeature; layout: string }) {
  const [asking, ask] = useState(false);
  const { number, reason, file, layer, row, at } = feature.properties;
  const name = callOf(feature);
  const placed = feature.geometry !== null || at != null;
  const now = mending.value?.number === number ? mending.value : null;
  return (
    <li
      class={pointed.value === number ? "pointed" : ""}
      data-number={number}
      onPointerEnter={() => {
        pointed.value = number;
      }}
    >
      <p>
        {placed ? (
          <button type="button" class="link" lang="zh-CN" onClick={() => lookAt(number)}>
            {name}
          </button>
        ) : (
          <strong lang="zh-CN">{name}</strong>
        )}{" "}
        <Words text={say(reason)} />
      </p>
      <p class="quiet">
        <Words
          text={[file, layer, row === null ? "" : w("row", { row: row + 1 })].filter(Boolean).join(" · ")}
        />
      </p>
      {now ? (
        <p class="quarantine-now">{w(now.id === null ? "drawing" : "editing")}</p>
      ) : (
        <div class="quarantine-ways">
          <button
            type="button"
            class="button"
            aria-label={`${w(feature.geometry ? "fix" : "draw")} ${name}`}
            disabled={mending.value !== null || !state.book.value}
            onClick={() => void begin(feature)}
          >
            {w(feature.geometry ? "fix" : "draw")}
          </button>
          <button
            type="button"
            class="button"
            aria-expanded={asking}
            aria-label={w("dismiss.of", { name })}
            disabled={state.unsaved.value}
            onClick={() => ask(!asking)}
          >
            {w("dismiss")}
          </button>
        </div>
      )}
      {asking && !now && <Dismiss feature={feature} layout={layout} done={() => ask(false)} />}
    </li>
  );
}

/** Opens the editor, if it is not open, and puts the feature into it. */
async function begin(feature: KeptFeature): Promise<void> {
  lookAt(feature.properties.number);
  await openEditor();
  if (!editor.peek()) return;
  const { take } = await import("./mend");
  take(feature);
  // The map and the tools need the room; its outline stays on the map.
  panel.value = null;
  state.announcement.value = w(mending.peek()?.id === null ? "drawing" : "editing");
}

interface DismissProps {
  readonly feature: KeptFeature;
  readonly layout: string;
  readonly done: () => void;
}

function Dismiss({ feature, layout, done }: DismissProps) {
  const { error, busy, send } = useSend(async ({ text }) => {
    const revision = state.model.peek()?.revision ?? 0;
    await http.dismiss(layout, feature.properties.number, revision, text("message"), text("author"));
    state.announcement.value = w("dismissed", { name: callOf(feature) });
    await fetchQuarantine(layout);
  });
  return (
    <form class="quarantine-dismiss" onSubmit={send}>
      <Field label={w("reason")}>
        <input name="message" required maxLength={200} />
      </Field>
      <Field label={w("author")}>
        <input name="author" required maxLength={100} defaultValue={lastAuthor()} autocomplete="name" />
      </Field>
      <FormFoot
        error={error}
        busy={busy}
        submit={w("dismiss.do")}
        waiting={w("waiting")}
        cancel={t("form.cancel")}
        close={done}
      />
    </form>
  );
}
