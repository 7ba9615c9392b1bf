/** Parts that several of the pages about people have. */

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { ApiError } from "../api/client";
import { Words } from "../panels/Words";
import { explain } from "../state";
import { t } from "./words";

/** What went wrong with a form. */
export function Wrong({ error }: { error: ApiError | null }) {
  if (!error) return null;
  return (
    <p class="form-error" role="alert">
      <Words text={explain(error)} />
    </p>
  );
}

/** The button that sends a form of a page, and what went wrong. */
export function Send({ error, busy, children }: { error: ApiError | null; busy: boolean; children: string }) {
  return (
    <>
      <Wrong error={error} />
      <div class="form-foot">
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? t("app.waiting") : children}
        </button>
      </div>
    </>
  );
}

/** Something to be taken along, with a button that copies it. */
export function Copied({ text, label }: { text: string; label: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, tell] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      tell(true);
    } catch {
      // A browser that forbids it leaves the text selected, to be copied by hand.
      field.current?.select();
    }
  };
  return (
    <div class="copied">
      <input
        ref={field}
        readOnly
        value={text}
        aria-label={label}
        spellcheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" class="button" onClick={() => void copy()}>
        {t(copied ? "app.copied" : "app.copy")}
      </button>
      <span class="unseen" role="status">
        {copied && t("app.copied")}
      </span>
    </div>
  );
}

/** A part of a page under a heading. */
export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export const Command = ({ children }: { children: string }) => <pre class="command">{children}</pre>;
