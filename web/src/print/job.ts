/** The atlas that is being printed: ordered, followed, cancelled. It goes on when the window is closed. */

import { signal } from "@preact/signals";
import { type ApiError, at, getJson, postJson, request } from "../api/client";
import type { Text } from "../api/types";
import { asApiError } from "../panels/useSend";
import { atlasBody, type By, type Order } from "./order";

export interface Job {
  readonly id: string;
  readonly layout: string;
  readonly state: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly done: number;
  readonly total: number | null;
  readonly message: Text | null;
  readonly bytes: number | null;
  readonly file: string | null;
}

const ASK_MS = 600;

export const job = signal<Job | null>(null);
export const jobError = signal<ApiError | null>(null);

export const isOpen = (one: Job | null): boolean => one?.state === "queued" || one?.state === "running";

/** Orders an atlas and follows it to its end. */
export async function start(layout: string, revision: number, order: Order, by: By): Promise<void> {
  jobError.value = null;
  try {
    job.value = await postJson<Job>(`${at(layout)}/prints`, atlasBody(order, by, revision));
    await follow(job.value.id);
  } catch (caught) {
    jobError.value = asApiError(caught);
    job.value = null;
  }
}

async function follow(id: string): Promise<void> {
  while (job.peek()?.id === id && isOpen(job.peek())) {
    await new Promise((done) => setTimeout(done, ASK_MS));
    if (job.peek()?.id !== id || !isOpen(job.peek())) return;
    const told = await look(id);
    // Meanwhile it may have been cancelled here, and another one begun.
    if (told && job.peek()?.id === id && isOpen(job.peek())) job.value = told;
  }
}

/** How the job stands; null where the service does not answer at the moment. */
async function look(id: string): Promise<Job | null> {
  try {
    return await getJson<Job>(`api/prints/${id}`);
  } catch (caught) {
    const error = asApiError(caught);
    if (error.status === null || error.status === 503) return null;
    throw error;
  }
}

/** Cancels the atlas that is being printed. */
export async function cancel(): Promise<void> {
  const one = job.peek();
  if (!one || !isOpen(one)) return;
  job.value = { ...one, state: "cancelled" };
  try {
    await request(`api/prints/${one.id}`, { method: "DELETE" });
  } catch (caught) {
    jobError.value = asApiError(caught);
  }
}
