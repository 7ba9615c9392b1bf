/** The findings beside the map; choosing one goes to its place and says all of it. */

import { useEffect, useRef } from "preact/hooks";
import type { ReportMap } from "../map/report";
import { measurePair } from "../model/format";
import { Marked } from "../panels/Marked";
import { type ReportFinding, toneOf } from "./data";
import { FindingBody } from "./FindingBody";
import { Sign } from "./Sign";
import { all, chosen, hidden, hovered, lang, more, most, nameOf, park, say, shown, t } from "./state";

export function FindingList({ map }: { map: ReportMap }) {
  const found = shown.value;
  const rest = found.length - most.value;
  return (
    <div class="list" id="findings" tabIndex={-1}>
      <div class="list-head">
        <h2>{t("findings")}</h2>
        <ParkPick />
      </div>
      <p class="quiet" role="status" data-testid="count">
        {all.length ? t("list.of", { n: found.length, total: all.length }) : t("list.clean")}
      </p>
      {all.length > 0 && found.length === 0 && (
        <p class="none">
          {t("list.none")}{" "}
          <button
            type="button"
            class="button"
            onClick={() => {
              park.value = null;
              hidden.value = new Set();
            }}
          >
            {t("reset")}
          </button>
        </p>
      )}
      <ul class="findings">
        {found.slice(0, most.value).map((finding) => (
          <Card key={finding.id + finding.message.zh} finding={finding} map={map} />
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" class="button more" onClick={more}>
          {t("list.more", { n: Math.min(rest, 200) })}
        </button>
      )}
    </div>
  );
}

const parks: readonly string[] = [...new Set(all.map((finding) => finding.park))].filter(Boolean).sort();

function ParkPick() {
  if (parks.length < 2) return null;
  return (
    <label class="park-pick">
      <span class="unseen">{t("park")}</span>
      <select
        id="park"
        value={park.value ?? ""}
        onChange={(event) => {
          park.value = event.currentTarget.value || null;
        }}
      >
        <option value="">{t("park.all")}</option>
        {parks.map((name) => (
          <option key={name} value={name}>
            {nameOf(name).text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Card({ finding, map }: { finding: ReportFinding; map: ReportMap }) {
  const card = useRef<HTMLLIElement>(null);
  const open = chosen.value === finding.id;
  const tone = toneOf(finding);
  useEffect(() => {
    if (open && card.current) reveal(card.current);
  }, [open]);
  const point = (to: string | null) => () => {
    hovered.value = to;
  };
  return (
    <li
      ref={card}
      class={`finding ${tone}${open ? " chosen" : ""}`}
      data-finding={finding.id}
      onPointerEnter={point(finding.id)}
      onPointerLeave={point(null)}
    >
      <button
        type="button"
        class="finding-head"
        aria-expanded={open}
        onClick={() => {
          chosen.value = open ? null : finding.id;
          if (!open) map.goTo(finding);
        }}
      >
        <Sign tone={tone} />
        <span class="unseen">{t(`tone.${tone}`)}</span>
        <span class="message">
          <Marked text={say(finding.message)} lang={lang.value} />
        </span>
        <Numbers finding={finding} />
        <span class="finding-rule quiet">
          <code>{finding.rule}</code>
          {finding.park && <span lang={nameOf(finding.park).lang}>{nameOf(finding.park).text}</span>}
          {finding.since === "new" && <span class="badge">{t("since")}</span>}
          {finding.status === "crashed" && <span>{t("crashed")}</span>}
        </span>
      </button>
      {open && <FindingBody finding={finding} />}
    </li>
  );
}

/** Below this the list is part of the page and the map stays above it. */
const narrow = matchMedia("(max-width: 899px)");

/** Scrolls until the card is seen: the list, and where it does not scroll by itself the page. */
function reveal(card: HTMLElement): void {
  const list = card.closest<HTMLElement>(".list");
  if (!list) return;
  if (narrow.matches) {
    card.scrollIntoView({ block: "nearest" });
    return;
  }
  const [top, bottom] = [card.offsetTop, card.offsetTop + card.offsetHeight];
  if (top < list.scrollTop) list.scrollTo({ top });
  else if (bottom > list.scrollTop + list.clientHeight)
    list.scrollTo({ top: Math.min(top, bottom - list.clientHeight) });
}

function Numbers({ finding: { measured, required, unit } }: { finding: ReportFinding }) {
  if (measured === null || required === null) return null;
  const [is, wanted] = measurePair(measured, required, unit, lang.value);
  return (
    <span class="numbers">
      <strong>{is}</strong>
      <span class="quiet"> / {wanted}</span>
    </span>
  );
}
