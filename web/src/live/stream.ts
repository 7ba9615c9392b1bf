/**
 * News of a layout: one stream for all windows of a browser, which may have few connections. The window that holds
 * the browser's lock listens and passes on what it hears; when it closes, the next one goes on.
 */

export const KINDS = [
  "revision",
  "finding",
  "publication",
  "comment",
  "review",
  "presence",
  "lock",
  "resync",
] as const;
export type Kind = (typeof KINDS)[number];
export interface News {
  readonly kind: Kind;
  readonly data: unknown;
}

/** A browser gives up a stream that was refused; we ask again, seldom. */
const REFUSED_MS = 60_000;

interface Asked {
  readonly layout: string;
  readonly client: string;
  /** The revision that the page shows. */
  readonly since: () => number | null;
  readonly hear: (news: News) => void;
}

/** Hears news until the answer is called. */
export function listen(asked: Asked): () => void {
  const over = new AbortController();
  if (!("locks" in navigator) || !("BroadcastChannel" in window)) {
    over.signal.addEventListener("abort", follow(asked, asked.hear));
    return () => over.abort();
  }
  const name = `yuantu.live.${asked.layout}`;
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<News | "who">) => {
    if (data !== "who") asked.hear(data);
  };
  // Whoever listens already tells how things stand.
  channel.postMessage("who");
  navigator.locks
    .request(name, { signal: over.signal }, () => listenForAll(asked, channel, over.signal))
    .catch(() => undefined);
  over.signal.addEventListener("abort", () => channel.close());
  return () => over.abort();
}

/** Listens and passes on, until the window closes or is done. */
function listenForAll(asked: Asked, channel: BroadcastChannel, over: AbortSignal): Promise<void> {
  const standing = new Map<Kind, News>();
  const stop = follow(asked, (news) => {
    if (news.kind === "presence" || news.kind === "lock") standing.set(news.kind, news);
    asked.hear(news);
    channel.postMessage(news);
  });
  channel.onmessage = ({ data }: MessageEvent<News | "who">) => {
    if (data !== "who") return;
    for (const news of standing.values()) channel.postMessage(news);
    channel.postMessage({ kind: "resync", data: { revision: asked.since() } } satisfies News);
  };
  return new Promise((done) => {
    over.addEventListener("abort", () => {
      stop();
      done();
    });
  });
}

function follow(asked: Asked, hear: (news: News) => void): () => void {
  let timer = 0;
  let source: EventSource | null = null;
  const open = () => {
    const since = asked.since();
    const query = new URLSearchParams({
      client: asked.client,
      ...(since === null ? {} : { since: String(since) }),
    });
    const opened = new EventSource(`api/layouts/${encodeURIComponent(asked.layout)}/events?${query}`);
    source = opened;
    for (const kind of KINDS)
      opened.addEventListener(kind, (event) => hear({ kind, data: JSON.parse(event.data) as unknown }));
    opened.onerror = () => {
      if (opened.readyState === EventSource.CLOSED) timer = window.setTimeout(open, REFUSED_MS);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
