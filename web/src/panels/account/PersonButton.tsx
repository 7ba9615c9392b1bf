/** Who is signed in, in the head of every page, and the way to sign in. What the button opens is fetched then. */

import type { FunctionComponent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { signInHref } from "../../account/address";
import { FRAME } from "../../i18n/frame";
import { announcement, lang, say, t, unsaved } from "../../state";
import { askAgain, asking, refusal, session } from "../../stores/person";
import { Line } from "../Icon";

type Menu = FunctionComponent<{ close: () => void }>;

export function PersonButton({ named = false }: { named?: boolean }) {
  const now = session.value;
  if (!now) return null;
  return now.claimed && !now.person ? (
    <SignInLink />
  ) : (
    <MenuButton name={now.person?.name ?? ""} named={named} />
  );
}

/** Leads to the page that signs in; over edits that are not saved a window does. */
export function SignInLink({ id = "sign-in" }: { id?: string }) {
  const begin = (event: MouseEvent) => {
    const link = event.currentTarget as HTMLAnchorElement;
    link.href = signInHref(location);
    if (!unsaved.peek()) return;
    event.preventDefault();
    void askAgain();
  };
  return (
    <a class="button" id={id} href="signin" onClick={begin}>
      <Line name="person" />
      {FRAME[lang.value].signin}
    </a>
  );
}

function MenuButton({ name, named }: { name: string; named: boolean }) {
  const [Shown, show] = useState<Menu | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const label = FRAME[lang.value].person;
  const close = () => show(null);
  const toggle = async () => {
    if (Shown) return close();
    try {
      const { PersonMenu } = await import("./PersonMenu");
      show(() => PersonMenu);
    } catch {
      announcement.value = t("error.offline");
    }
  };
  useEffect(() => {
    if (!Shown) return;
    const elsewhere = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) close();
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      close();
      box.current?.querySelector("button")?.focus();
    };
    addEventListener("pointerdown", elsewhere);
    addEventListener("focusin", elsewhere);
    // Before the page, which leaves the selection at that key.
    addEventListener("keydown", onEscape, { capture: true });
    return () => {
      removeEventListener("pointerdown", elsewhere);
      removeEventListener("focusin", elsewhere);
      removeEventListener("keydown", onEscape, { capture: true });
    };
  }, [Shown]);
  return (
    <div class="person" ref={box}>
      <button
        type="button"
        class={name || named ? "button" : "button icon-only"}
        id="person"
        aria-expanded={Shown !== null}
        title={label}
        {...(name ? { "aria-description": label } : named ? {} : { "aria-label": label })}
        onClick={() => void toggle()}
      >
        <Line name="person" />
        {name ? <span class="person-name wide-only">{name}</span> : named && label}
      </button>
      {Shown && <Shown close={close} />}
    </div>
  );
}

/** Says why a tool is not for whoever is here. */
export function Barred() {
  const { value: why } = refusal;
  if (!why) return null;
  return (
    <div class="toast" role="alert">
      <p>{say(why)}</p>
      {!session.value?.person && <SignInLink id="sign-in-first" />}
      <button
        type="button"
        class="button"
        onClick={() => {
          refusal.value = null;
        }}
      >
        {t("app.close")}
      </button>
    </div>
  );
}

/** Where the window stands that asks to sign in again. */
export function AskingSlot() {
  const { value: asked } = asking;
  return asked && <asked.Window done={asked.done} />;
}
