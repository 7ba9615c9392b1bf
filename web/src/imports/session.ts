/** One import on its way: the file, what is decided about it, where it goes, and what comes of it. */

import { batch, computed, effect, signal } from "@preact/signals";
import { leaveGuest } from "../actions";
import { type ApiError, getLayouts } from "../api/client";
import { asApiError } from "../panels/useSend";
import * as page from "../state";
import * as http from "./http";
import { type Kept, keep, kept } from "./kept";
import type { Pairs } from "./model/changes";
import { decide, keyOf } from "./model/decide";
import { carriedOver, openOf, questionsOf } from "./model/questions";
import type { Decisions, Landed, Mode, Preview, Proposal, Upload, Value } from "./model/shapes";
import { freshOf } from "./model/target";
import { importing } from "./slot";

export const STEPS = ["seen", "changes", "land"] as const;
export type Step = (typeof STEPS)[number];

export const step = signal<Step>("seen");
/** The file that is being sent, and how far it is. */
export const sending = signal<{ readonly name: string; readonly share: number } | null>(null);
export const failed = signal<ApiError | null>(null);
export const upload = signal<Upload | null>(null);
/** Whether the wizard came up by itself, because the file cannot be looked at as it is. */
export const strange = signal(false);
export const decisions = signal<Decisions | null>(null);
export const answered = signal<ReadonlySet<string>>(new Set());
/** The layout that it goes into; null: a new one. */
export const target = signal<string | null>(null);
export const mode = signal<Mode>("update");
export const pairs = signal<Pairs>({});
export const landed = signal<Landed | null>(null);
/** What the import would change, as it was shown last; null while that is worked out anew. */
export const compared = signal<Preview | null>(null);
/** What was decided about the new layout, where it goes into one. */
export const fresh = signal({ id: "", zh: "", en: "" });

export const inspection = computed(() => upload.value?.inspection ?? null);
export const questions = computed(() =>
  inspection.value && decisions.value ? questionsOf(inspection.value, decisions.value) : null,
);
/** What is still to be answered. */
export const open = computed(() => openOf(questions.value?.asking ?? [], answered.value));

let leaving: AbortController | null = null;

/** Begins anew; what was kept of another import stays kept. */
export function reset(): void {
  leaving?.abort();
  batch(() => {
    step.value = "seen";
    sending.value = null;
    failed.value = null;
    upload.value = null;
    strange.value = false;
    decisions.value = null;
    answered.value = new Set();
    target.value = page.guest.peek() ? null : (page.current.peek()?.id ?? null);
    mode.value = "update";
    pairs.value = {};
    landed.value = null;
    compared.value = null;
    fresh.value = { id: "", zh: "", en: "" };
  });
}

/** Sends a file and takes what the service sees in it. */
export async function send(file: File): Promise<void> {
  leaving = new AbortController();
  const { signal } = leaving;
  const rulebook = page.current.peek()?.rulebook ?? page.book.peek()?.id ?? RULEBOOK;
  const tell = (share: number) => {
    if (!signal.aborted) sending.value = { name: file.name, share };
  };
  failed.value = null;
  tell(0);
  try {
    const answer = await http.upload(file, rulebook, tell, signal);
    if (!signal.aborted) take(answer, null);
  } catch (error) {
    if (!signal.aborted) failed.value = asApiError(error);
  }
  if (!signal.aborted) sending.value = null;
}

const RULEBOOK = "zgc";

/** Goes on with the import that this window began last, if the service still has it. */
export async function takeUp(): Promise<void> {
  const before = kept();
  if (!before) return;
  sending.value = { name: before.name, share: 1 };
  try {
    const file = await http.resume(before.id);
    const { encoding } = before.decisions;
    // The service keeps what it saw last, which may have been another encoding that was only looked at.
    const other = encoding !== null && file.inspection.decisions.encoding !== encoding;
    take(other ? { ...file, inspection: await http.inspectAs(file.id, encoding) } : file, before);
  } catch (error) {
    // After a day the file is gone; until then a connection that is lost may come back.
    if (asApiError(error).status === GONE) keep(null);
    else failed.value = asApiError(error);
  }
  sending.value = null;
}

const GONE = 404;

function take(answer: Upload, before: Kept | null): void {
  batch(() => {
    upload.value = answer;
    decisions.value = before?.decisions ?? answer.inspection.decisions;
    answered.value = new Set(before?.answered ?? []);
    fresh.value = freshOf(answer.name, known());
    if (before) {
      target.value = before.layout;
      mode.value = before.mode;
      pairs.value = before.pairs;
    }
  });
}

/** The ids of the layouts there are. */
function known(): readonly string[] {
  const list = page.layouts.peek();
  return list.state === "ready" ? list.value.map(({ id }) => id) : [];
}

/** Keeps the import for a page that is loaded again, until the answer is called. */
export const followKept = (): (() => void) =>
  effect(() => {
    if (landed.value) keep(null);
    else if (upload.value && decisions.value)
      keep({
        id: upload.value.id,
        name: upload.value.name,
        decisions: decisions.value,
        answered: [...answered.value],
        layout: target.value,
        mode: mode.value,
        pairs: pairs.value,
      });
  });

/** Takes another answer. One that converts is confirmed for itself; any other is meant by being chosen. */
export function choose(proposal: Proposal, value: Value): void {
  const before = decisions.peek();
  if (!before) return;
  batch(() => {
    decisions.value = decide(before, proposal, value);
    confirm(proposal, !proposal.converts);
  });
}

export function confirm(proposal: Proposal, yes: boolean): void {
  const next = new Set(answered.peek());
  if (yes) next.add(keyOf(proposal));
  else next.delete(keyOf(proposal));
  answered.value = next;
}

/** Reads the file under another encoding; other answers are kept where they still make sense. */
export async function readAs(proposal: Proposal, encoding: string): Promise<void> {
  const [before, was] = [upload.peek(), decisions.peek()];
  if (!before || !was) return;
  const after = await http.inspectAs(before.id, encoding);
  const moved = carriedOver(before.inspection, was, answered.peek(), after);
  batch(() => {
    upload.value = { ...before, inspection: after };
    decisions.value = decide(moved.decisions, proposal, encoding);
    answered.value = moved.answered;
  });
}

/** Says that something could not be asked, without losing anything. */
export const tellFailure = (error: unknown): void => {
  page.announcement.value = page.explain(asApiError(error));
};

/** What is asked of the service at the moment; null as long as nothing is here. */
export const asked = computed<http.PreviewBody | null>(() =>
  decisions.value
    ? { layout: target.value, decisions: decisions.value, mode: mode.value, pairs: pairs.value }
    : null,
);

/** Stores it, and shows the list of layouts anew. */
export async function land(
  body: Pick<http.LandBody, "layout" | "title" | "revision" | "author" | "message">,
) {
  const [file, what] = [upload.peek(), asked.peek()];
  if (!file || !what) return;
  const answer = await http.land(file.id, { ...what, ...body });
  // What it was looked at as is stored now, and must not stand beside the layout that the list brings with it.
  if (page.guest.peek()) leaveGuest();
  try {
    page.layouts.value = { state: "ready", value: await getLayouts() };
  } catch {
    // It is stored; the list is read again with the page.
  }
  landed.value = answer;
}

/** Closes the window. What is kept can be taken up again, unless it is thrown away. */
export function close(throwAway: boolean): void {
  const file = upload.peek();
  leaving?.abort();
  importing.value = null;
  if (!throwAway) return;
  keep(null);
  // Nobody waits for it: what is not thrown away now goes after a day.
  if (file && !landed.peek()) http.discard(file.id).catch(() => undefined);
}
