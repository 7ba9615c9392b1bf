/** The window that prints: what and how on one side, a live preview on the other, and an atlas of everything. */

import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { type ApiError, getJson } from "../api/client";
import { Dialog } from "../panels/Dialog";
import { Failed, Loading } from "../panels/Loading";
import { asApiError } from "../panels/useSend";
import * as state from "../state";
import { AtlasPart } from "./AtlasPart";
import { MarkFields, OrderFields } from "./OrderFields";
import { FIRST_ORDER, isWhole, type Order, sheetAddress, type Template } from "./order";
import { PreviewPart } from "./PreviewPart";
import { w } from "./say";
import { usePreview } from "./usePreview";
import "./print.css";

/** The order as it was left; it is there again when the window is opened once more. */
const kept = signal<Order | null>(null);
const keptFor = signal<string | null>(null);
const templates = signal<readonly Template[] | null>(null);

export function PrintDialog({ close }: { close: () => void }) {
  const layout = state.layoutId.value;
  const revision = state.model.value?.revision ?? null;
  const [failed, setFailed] = useState<ApiError | null>(null);
  const load = () => {
    setFailed(null);
    getJson<Template[]>("api/sheets/templates").then(
      (found) => {
        templates.value = found;
      },
      (error) => setFailed(asApiError(error)),
    );
  };
  useEffect(() => {
    if (!templates.peek()) load();
  }, []);
  if (layout === null || revision === null) return null;
  return (
    <Dialog title={w("title")} close={close} closeLabel={w("close")}>
      {failed ? (
        <Failed text={w("refused")} error={failed} retry={load} />
      ) : templates.value ? (
        <Desk layout={layout} revision={revision} templates={templates.value} />
      ) : (
        <Loading text={w("drawing")} />
      )}
    </Dialog>
  );
}

interface DeskProps {
  readonly layout: string;
  readonly revision: number;
  readonly templates: readonly Template[];
}

function Desk({ layout, revision, templates }: DeskProps) {
  if (keptFor.peek() !== layout) {
    keptFor.value = layout;
    // Another layout has other parks and groups; paper and texts stay.
    const paper = kept.peek() ?? { ...FIRST_ORDER, lang: state.lang.peek() };
    kept.value = { ...paper, template: FIRST_ORDER.template, about: null, against: null };
  }
  const order = kept.value ?? FIRST_ORDER;
  const change = (part: Partial<Order>) => {
    kept.value = { ...order, ...part };
  };
  const template = templates.find((one) => one.id === order.template) ?? templates[0];
  const whole = template !== undefined && isWhole(order, template);
  const preview = usePreview(whole ? sheetAddress(layout, revision, order, "svg") : null);
  if (!template) return null;
  const parts = { layout, revision, order, template, change };
  return (
    <div class="print-desk">
      <div class="print-fields">
        <p class="quiet">
          {w("revision", { n: revision })} {state.unsaved.value && <strong>{w("unsaved")}</strong>}
        </p>
        <OrderFields {...parts} templates={templates} />
        <MarkFields {...parts} />
      </div>
      <PreviewPart {...parts} preview={preview} />
      <AtlasPart layout={layout} revision={revision} order={order} />
    </div>
  );
}
