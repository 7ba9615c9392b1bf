/** What to do about news: show what others have saved, without a jolt, or say so where there are edits. */

import { batch } from "@preact/signals";
import { getFeatures, getReport } from "../api/client";
import { getPublications } from "../api/layouts";
import { editor } from "../edit/slot";
import { layoutOf } from "../model/layout";
import { remember } from "../panels/Publish";
import { reviewing } from "../review/slot";
import { count } from "../review/state";
import * as page from "../state";
import type { Lock, Person, Revision } from "./model";
import { w } from "./say";
import { heard } from "./slot";
import { called, client, locks, nameOf, note, people } from "./state";
import type { News } from "./stream";

/** Long enough for the answer to a save of one's own, which is news to everybody but oneself. */
const OWN_MS = 600;
/** So many revisions are told of one by one. */
const MOST = 50;

let waiting: Revision[] = [];
let timer = 0;

export function hear(news: News): void {
  heard.value = news;
  if (news.kind === "presence") people.value = (news.data as { people: Person[] }).people;
  else if (news.kind === "lock") hearLocks((news.data as { locks: Lock[] }).locks);
  else if (news.kind === "revision") hearRevision(news.data as Revision);
  else if (news.kind === "resync") settleSoon((news.data as { revision: number | null }).revision ?? 0);
  else if (news.kind === "finding") void showReport();
  else if (news.kind === "publication") void showPublication();
  else if (news.kind === "comment") void countAgain();
}

/** An open review reads the comments itself. */
async function countAgain(): Promise<void> {
  const layout = page.layoutId.peek();
  if (layout !== null && !reviewing.peek()) await count(layout);
}

/** Says so where another has taken over what is edited here. */
function hearLocks(next: readonly Lock[]): void {
  const before = new Set(
    locks.peek().flatMap((lock) => (lock.client === client.peek() ? [lock.feature] : [])),
  );
  locks.value = next;
  const lost = next.find((lock) => before.has(lock.feature) && lock.client !== client.peek());
  if (!lost) return;
  const who = called(lost);
  note.value = { kind: "lost", feature: lost.feature, who };
  page.announcement.value = w("held.lost", { name: who, feature: nameOf(lost.feature) });
}

function hearRevision(revision: Revision): void {
  if (!waiting.some((known) => known.revision === revision.revision))
    waiting = [...waiting.slice(-MOST), revision];
  settleSoon(revision.revision);
}

function settleSoon(revision: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void settle(revision), OWN_MS);
}

async function settle(newest: number): Promise<void> {
  const [model, id] = [page.model.peek(), page.layoutId.peek()];
  if (!model || id === null || page.guest.peek()) return;
  if (editor.peek()) {
    const { settleEdits } = await import("./editing");
    if (!(await settleEdits(newest, waiting))) settleSoon(newest);
    return;
  }
  const revisions = waiting.filter(({ revision }) => revision > (model.revision ?? 0));
  waiting = [];
  if (newest > (model.revision ?? 0)) await load(id, revisions);
}

/** Puts the newest revision onto the page; what is selected stays so where it is still there. */
async function load(id: string, revisions: readonly Revision[]): Promise<void> {
  try {
    const stage = page.stage.peek();
    const [model, report] = await Promise.all([
      getFeatures(id).then(layoutOf),
      getReport(id, undefined, { stage }),
    ]);
    if (page.layoutId.peek() !== id || page.guest.peek() || editor.peek() || model.revision === null) return;
    const { revision } = model;
    batch(() => {
      page.layout.value = { state: "ready", value: model };
      if (page.stage.peek() === stage) page.report.value = { state: "ready", value: report };
      note.value = { kind: "loaded", revisions, revision };
      page.announcement.value = w("note.revision.plain", { revision });
    });
  } catch {
    // The page shows the older revision until the next news.
  }
}

async function showReport(): Promise<void> {
  const [model, id, stage] = [page.model.peek(), page.layoutId.peek(), page.stage.peek()];
  if (!model || id === null || page.guest.peek() || editor.peek()) return;
  try {
    const report = await getReport(id, undefined, { stage, revision: model.revision });
    if (page.model.peek() === model && page.stage.peek() === stage && !editor.peek())
      page.report.value = { state: "ready", value: report };
  } catch {
    // The page shows the older report.
  }
}

async function showPublication(): Promise<void> {
  const id = page.layoutId.peek();
  if (id === null) return;
  try {
    const [newest] = await getPublications(id);
    if (!newest) return;
    remember(id, newest);
    note.value = { kind: "published", revision: newest.revision };
    page.announcement.value = w("note.published", { revision: newest.revision });
  } catch {
    // The badge shows the older one.
  }
}
