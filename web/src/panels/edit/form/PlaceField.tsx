/** Park and district: what position gives, or what someone set by hand, which can be taken back. */

import { useState } from "preact/hooks";
import type { LayoutFeature, PlaceName } from "../../../api/types";
import * as form from "../../../edit/form";
import { t } from "../../../edit/say";
import * as session from "../../../edit/session";
import { isPlace } from "../../../model/edit/attributes";
import { isByHand, sharesIn } from "../../../model/edit/belonging";
import type { Share } from "../../../model/edit/shares";
import * as state from "../../../state";
import { bothNames, say } from "../../../state";
import { Words } from "../../Words";
import type { FieldProps } from "./AttributeForm";
import { Group, inputId, listed, Notes, notesId, shown } from "./Parts";

export function PlaceField({ field }: FieldProps) {
  const [opened, open] = useState(false);
  const place = field.name;
  const document = session.now.value;
  if (!document || !isPlace(place)) return null;
  const features = form.subjects.value;
  const change = form.changes.value[place];
  const shares = sharesAt(place, features);
  const back = change !== undefined && "derived" in change;
  const byHand =
    !back &&
    (opened ||
      change !== undefined ||
      features.some((feature) => isByHand(document, feature, place, session.places.value)));
  const follow = () => {
    open(false);
    const idle = features.every(
      (feature) =>
        !isByHand(document, feature, place, session.places.value) &&
        feature.properties[place] ===
          (sharesIn(document, feature, place, session.places.value)[0]?.name ?? null),
    );
    form.change(place, idle ? undefined : { derived: true });
  };
  return (
    <Group field={field}>
      <div class="form-place">
        <Derived place={place} shares={shares} title={say(field.title)} />
        {byHand ? (
          <>
            <span class="form-mark hand">{t("form.hand")}</span>
            <button type="button" class="button" onClick={follow}>
              {t("form.hand.undo")}
            </button>
          </>
        ) : (
          <>
            {!back && features.some((feature) => !feature.properties[place]) && shares?.[0] && (
              <button type="button" class="button" onClick={follow}>
                {t("form.derived.fill")}
              </button>
            )}
            <button
              type="button"
              class="button"
              onClick={() => {
                form.change(place, undefined);
                open(true);
              }}
            >
              {t("form.hand.set")}
            </button>
          </>
        )}
      </div>
      {byHand && <Choice field={field} shares={shares} />}
      <Notes field={field}>
        <Across
          place={place}
          shares={shares}
          set={byHand && shown(field).value !== joined(shares) ? (text) => form.set(place, text) : null}
        />
      </Notes>
    </Group>
  );
}

/** Where the features lie; null where they lie in different places. */
function sharesAt(place: PlaceName, features: readonly LayoutFeature[]): readonly Share[] | null {
  const document = session.now.value;
  if (!document) return null;
  const all = features.map((feature) => sharesIn(document, feature, place, session.places.value));
  const [first = []] = all;
  if (all.length === 1) return first;
  return all.every((shares) => shares[0]?.name === first[0]?.name) ? first.slice(0, 1) : null;
}

function Derived({
  place,
  shares,
  title,
}: {
  place: PlaceName;
  shares: readonly Share[] | null;
  title: string;
}) {
  const name = shares?.[0]?.name;
  return (
    <span data-testid={`derived-${place}`}>
      {shares === null
        ? t("form.derived.several")
        : name === undefined
          ? t("form.derived.none", { place: title })
          : t("form.derived", { name: nameIn(place, name) })}
    </span>
  );
}

/** The name in the page's language, where it has one. */
function nameIn(place: PlaceName, name: string): string {
  if (place === "park") return bothNames(name);
  const { districts, lang } = state;
  if (lang.value === "zh" || districts.value.state !== "ready") return name;
  const known = districts.value.value.features.find((one) => one.properties.name === name);
  return known ? `${known.properties.name_en} ${name}` : name;
}

const SEVERAL = "\u0000";

function Choice({ field, shares }: FieldProps & { shares: readonly Share[] | null }) {
  const place = field.name as PlaceName;
  const { value, mixed } = shown(field);
  const names = namesOf(place);
  const all = joined(shares);
  const options = [...names, ...(all ? [all] : []), ...(value ? [value] : [])];
  return (
    <select
      id={inputId(place)}
      name={place}
      value={mixed ? SEVERAL : value}
      aria-label={say(field.title)}
      aria-describedby={notesId(place)}
      onChange={(event) => form.change(place, { set: event.currentTarget.value || null })}
    >
      {mixed && (
        <option value={SEVERAL} disabled>
          {mixed}
        </option>
      )}
      <option value="">–</option>
      {[...new Set(options)].map((name) => (
        <option key={name} value={name}>
          {nameIn(place, name)}
        </option>
      ))}
    </select>
  );
}

function namesOf(place: PlaceName): string[] {
  if (place === "district") return session.places.value.districts.map((ground) => ground.name);
  return [...(session.now.value?.features.values() ?? [])]
    .filter((feature) => feature.properties.kind === "park")
    .flatMap((park) => park.properties.name ?? []);
}

/** What counts as noise of the borders: the tolerance of the rule that judges the district. */
function noise_m2(): number {
  const rule = state.book.value?.rules.find((one) => one.judges?.includes("district"));
  const tolerance = rule?.params.tolerance_m2;
  return typeof tolerance === "number" ? tolerance : 0;
}

const several = (shares: readonly Share[] | null): readonly Share[] => {
  const real = (shares ?? []).filter((share) => share.area_m2 > noise_m2());
  return real.length > 1 ? real : [];
};

const joined = (shares: readonly Share[] | null): string =>
  several(shares)
    .map((share) => share.name)
    .join(";");

/** A feature across two districts says so, and by how much. */
function Across({
  place,
  shares,
  set,
}: {
  place: PlaceName;
  shares: readonly Share[] | null;
  set: ((text: string) => void) | null;
}) {
  const real = several(shares);
  if (!real.length) return null;
  const told = listed(real.map(({ name, share }) => `${nameIn(place, name)} ${percent(share)}`));
  return (
    <p class="form-across">
      <Words text={t("form.across", { n: real.length, shares: told })} />{" "}
      {set && (
        <button type="button" class="button" onClick={() => set(joined(shares))}>
          {t("form.across.all")}
        </button>
      )}
    </p>
  );
}

/** Never 0 % or 100 % of something that lies in both. */
function percent(share: number): string {
  const rounded = Math.round(share * 1000) / 10;
  if (rounded === 0) return "< 0.1 %";
  return `${rounded === 100 ? "> 99.9" : rounded} %`;
}
