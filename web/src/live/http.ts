/** Telling the service that a window is there, and what is edited in it. */

import { at, postJson, request } from "../api/client";

export const sign = (layout: string, client: string, feature: string | null) =>
  postJson<{ guest: number; again_s: number }>(`${at(layout)}/presence`, { client, feature });

/** Says that the window is closed, also while it closes. */
export const leave = (layout: string, client: string) =>
  request(`${at(layout)}/presence?${new URLSearchParams({ client })}`, {
    method: "DELETE",
    keepalive: true,
  }).then(
    () => undefined,
    // It counts as gone after a while anyway.
    () => undefined,
  );

/** Holds a feature. Throws ApiError: 423 where another window holds it. */
export const hold = (layout: string, client: string, feature: string, take = false) =>
  postJson<unknown>(`${at(layout)}/locks`, { client, feature, take });

export const release = (layout: string, client: string, feature: string) =>
  request(`${at(layout)}/locks?${new URLSearchParams({ client, feature })}`, { method: "DELETE" }).then(
    () => undefined,
    () => undefined,
  );
