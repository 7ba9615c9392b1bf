/** Typed search for anything: a field, and a list that arrow keys walk along. */

import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { go } from "../../aids/go";
import { printed } from "../../aids/platform";
import { t } from "../../aids/say";
import { type AidProps, typed } from "../../aids/slot";
import { everything, nearby } from "../../aids/things";
import { type Findable, type Found, find, type Index, prepare } from "../../model/find";
import * as app from "../../state";
import { Line } from "../Icon";
import { useModal } from "../useModal";
import { Words } from "../Words";
import "../../styles/dialog.css";
import "../../styles/aids.css";

const SHOWN = 40;

export function Finder({ from, close }: AidProps) {
  const box = useModal();
  const index = useSignal<Index | null>(null);
  const query = useSignal(typed.peek());
  const at = useSignal(0);
  useEffect(() => {
    void everything(from).then((all) => {
      index.value = all;
    });
  }, []);
  const near = useMemo(() => nearby(from), [app.lang.value]);
  const text = query.value.trim();
  const found: Found = text
    ? find(index.value ?? prepare(near), text, SHOWN)
    : { hits: near, total: near.length };
  const choose = (hit: Findable | undefined) => {
    if (!hit) return;
    close();
    // The window gives the focus back when it goes; only then may the way there take it.
    requestAnimationFrame(() => go(hit, from));
  };
  const walk = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const next = stepped(event.key, at.peek(), found.hits.length);
    if (next !== null) at.value = next;
    else if (event.key === "Enter") choose(found.hits[at.peek()]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={box}
      class="dialog finder"
      aria-label={t("find.title")}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === box.current && close()}
      onKeyDown={walk}
    >
      <div class="finder-head">
        <Line name="search" />
        <input
          type="text"
          role="combobox"
          id="finder-field"
          autocomplete="off"
          spellcheck={false}
          aria-label={t("find.label")}
          aria-expanded={found.hits.length > 0}
          aria-controls="finder-list"
          aria-autocomplete="list"
          {...(found.hits.length ? { "aria-activedescendant": `finder-${at.value}` } : {})}
          placeholder={t("find.hint")}
          value={query.value}
          onInput={(event) => {
            query.value = event.currentTarget.value;
            at.value = 0;
          }}
        />
        <button type="button" class="icon-button" aria-label={app.t("app.close")} onClick={close}>
          <Line name="close" />
        </button>
      </div>
      <Hits hits={found.hits} at={at.value} choose={choose} />
      <p class="finder-foot quiet">
        <span role="status">{told(found, text, index.value !== null)}</span>
        <span class="finder-keys">{t("find.keys", { enter: printed("Enter") })}</span>
      </p>
    </dialog>
  );
}

/** Where a key leads from the entry at `at` of `n`; null for other keys. */
function stepped(key: string, at: number, n: number): number | null {
  if (!n) return null;
  if (key === "ArrowDown") return (at + 1) % n;
  if (key === "ArrowUp") return (at + n - 1) % n;
  if (key === "PageDown") return Math.min(at + 8, n - 1);
  if (key === "PageUp") return Math.max(at - 8, 0);
  return null;
}

function told({ hits, total }: Found, text: string, ready: boolean): string {
  if (!text) return "";
  if (!ready) return t("find.loading");
  if (!total) return t("find.none", { query: text });
  return total > hits.length
    ? t("find.more", { n: total, shown: hits.length })
    : t("find.count", { n: total });
}

interface HitsProps {
  readonly hits: readonly Findable[];
  readonly at: number;
  readonly choose: (hit: Findable) => void;
}

function Hits({ hits, at, choose }: HitsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(
    () => list.current?.querySelector(`#finder-${at}`)?.scrollIntoView({ block: "nearest" }),
    [at, hits],
  );
  return (
    <div ref={list} role="listbox" id="finder-list" class="finder-list" aria-label={t("find.results")}>
      {hits.map((hit, i) => (
        <div
          key={`${hit.kind} ${hit.id}`}
          id={`finder-${i}`}
          role="option"
          tabIndex={-1}
          class="finder-hit"
          data-kind={hit.kind}
          data-id={hit.id}
          aria-selected={i === at}
          onClick={() => choose(hit)}
          onKeyDown={() => {}}
        >
          <span class="finder-kind">{t(`kind.${hit.kind}`)}</span>
          <HitName hit={hit} />
          {isCode(hit) && <code class="quiet">{hit.id}</code>}
        </div>
      ))}
    </div>
  );
}

const isCode = ({ kind }: Findable): boolean => kind !== "command" && kind !== "page";

/** A feature's Chinese name with its English one beside it on English pages; anything else by its first name. */
function HitName({ hit: { kind, names } }: { hit: Findable }) {
  const [first = "", second] = names;
  const drawn = kind === "park" || kind === "group" || kind === "feature";
  if (!drawn || app.lang.value === "zh" || !second)
    return (
      <span class="finder-name">
        <Words text={first} />
      </span>
    );
  return (
    <span class="finder-name">
      {second}{" "}
      <span class="quiet" lang="zh-CN">
        {first}
      </span>
    </span>
  );
}
