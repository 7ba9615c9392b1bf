/** The card of the feature that is selected. */

import type { FunctionComponent } from "preact";
import * as actions from "../actions";
import type { LayoutFeature } from "../api/types";
import { editor } from "../edit/slot";
import { findingsOf, sectionOf } from "../model/findings";
import { area, fixed } from "../model/format";
import { idOf, isIn, ofKind, parkOf } from "../model/layout";
import { notesOfFeature } from "../model/notes";
import { spacesOf } from "../model/totals";
import { pageHref } from "../register/address";
import { CommentButton } from "../review/ReviewSlot";
import * as state from "../state";
import { say, t } from "../state";
import { FeatureName } from "./FeatureName";
import { Line, SectionIcon } from "./Icon";
import { Manual } from "./Manual";
import { Subjects } from "./Subjects";
import { TermName, termText } from "./TermName";
import { Words } from "./Words";

export function Details() {
  const feature = state.model.value?.byId.get(state.selectedFeature.value ?? "");
  if (!feature) return <Manual />;
  const Form = editor.value?.Form;
  if (Form && (editor.value?.count() ?? 0) > 1) return <Several Form={Form} />;
  const { name, kind, basis } = feature.properties;
  return (
    <article class="details" aria-labelledby="details-name">
      <header class="details-head">
        <div>
          <h3 id="details-name">
            <FeatureName name={name ?? idOf(feature)} />
          </h3>
          <p class="quiet">
            {t(`kind.${kind}`)} <code>{idOf(feature)}</code>
            {basis === "schematic" && <span class="badge schematic">{t("basis.schematic")}</span>}
          </p>
        </div>
        <button type="button" class="button" onClick={() => actions.selectFeature(idOf(feature), true)}>
          <Line name="pin" />
          {t("details.zoom")}
        </button>
      </header>
      {feature.geometry?.type !== "Point" && <Area feature={feature} />}
      {Form ? <Form /> : <Attributes feature={feature} />}
      <OwnFindings id={idOf(feature)} />
      <OwnNotes id={idOf(feature)} />
      <div class="details-comment">
        <CommentButton feature={idOf(feature)} />
      </div>
    </article>
  );
}

/** With several features selected: what is filled in for all of them. */
function Several({ Form }: { Form: FunctionComponent }) {
  return (
    <article class="details" aria-labelledby="details-name">
      <h3 id="details-name">{t("details.several", { n: editor.value?.count() ?? 0 })}</h3>
      <Form />
    </article>
  );
}

function Area({ feature }: { feature: LayoutFeature }) {
  const { kind, area_km2 } = feature.properties;
  const row = state.blocks.value
    ?.flatMap((b) => [...(b.park ? [b.park] : []), ...b.groups])
    .find((r) => r.id === idOf(feature));
  return (
    <dl class="area-figures">
      <div>
        <dt>{t("details.area")}</dt>
        <dd>
          <b>{area(area_km2)}</b> km²
        </dd>
      </div>
      {row && row.limit_km2 !== null && (
        <div>
          <dt>{t(kind === "park" ? "details.approved" : "details.limit")}</dt>
          <dd>
            {kind === "park" ? "" : "≥ "}
            <b>{fixed(row.limit_km2)}</b> km²
          </dd>
        </div>
      )}
    </dl>
  );
}

function Attributes({ feature }: { feature: LayoutFeature }) {
  const p = feature.properties;
  const park = p.kind !== "park" && state.model.value ? parkOf(state.model.value, feature) : undefined;
  const group = p.kind === "group";
  return (
    <dl class="attributes">
      {park && (
        <>
          <dt>{t("details.park")}</dt>
          <dd>
            <Subjects ids={[idOf(park)]} />
          </dd>
        </>
      )}
      <Text name={t("details.district")} value={districtNames(p.district)} />
      <Text
        name={t(group ? "details.class" : "details.category")}
        value={p.class && termText(p.class)}
        wanted={group}
      />
      <List name={t("details.modes")} values={p.modes} wanted={group} />
      <List name={t("details.carriers")} values={p.carriers} wanted={group} />
      <List name={t("details.industries")} values={p.industries} wanted={group} />
      <List name={t("details.leading")} values={p.leading} />
      <List name={t("details.cultivated")} values={p.cultivated} />
      {p.kind === "park" && <Contents park={feature} />}
      <Text name={t("details.stage")} value={p.stage && termText(p.stage)} />
      <Text name={t("details.phase")} value={p.phase && termText(p.phase)} />
      <Text name={t("details.lot")} value={p.lot && termText(p.lot)} />
      <Text
        name={t("details.stated")}
        value={p.stated_area_km2 === null ? null : `${fixed(p.stated_area_km2)} km²`}
      />
      <Text name={t("details.basis")} value={basisName(p.basis)} />
      <Text name={t("details.source")} value={p.source} />
      <Text name={t("details.note")} value={p.note} />
    </dl>
  );
}

function basisName(basis: string | null): string | null {
  if (basis === "surveyed" || basis === "digitised" || basis === "schematic") return t(`basis.${basis}`);
  return basis;
}

/** District names in the page's language where the boundaries know them. */
function districtNames(text: string | null): string | null {
  if (text === null || state.lang.value === "zh" || state.districts.value.state !== "ready") return text;
  const known = state.districts.value.value.features;
  return text
    .split(";")
    .map((name) => known.find((d) => d.properties.name === name)?.properties.name_en ?? name)
    .join("; ");
}

function Contents({ park }: { park: LayoutFeature }) {
  const model = state.model.value;
  if (!model) return null;
  const own = { id: idOf(park), name: park.properties.name };
  const groups = ofKind(model, "group").filter((g) => isIn(g, own));
  const { group_km2, reserve_km2, small_km2 } = spacesOf(model, park);
  return (
    <>
      <dt>{t("details.groups")}</dt>
      <dd>{groups.length ? <Subjects ids={groups.map(idOf)} /> : "–"}</dd>
      <dt>{t("details.spaces")}</dt>
      <dd class="spaces">
        <span>
          {t("kind.group")} {fixed(group_km2)} km²
        </span>
        <span>
          {t("kind.reserve")} {fixed(reserve_km2)} km²
        </span>
        <span>
          {t("kind.small")} {fixed(small_km2)} km²
        </span>
      </dd>
    </>
  );
}

/** A line of the card; without a value it is left out, unless it is `wanted`. */
function Text({ name, value, wanted = false }: { name: string; value: string | null; wanted?: boolean }) {
  if (!value && !wanted) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{value ? <Words text={value} /> : <span class="quiet">{t("details.none")}</span>}</dd>
    </>
  );
}

interface ListProps {
  readonly name: string;
  readonly values: readonly string[] | null;
  readonly wanted?: boolean;
}

function List({ name, values, wanted = false }: ListProps) {
  if (!values?.length) return <Text name={name} value={null} wanted={wanted} />;
  return (
    <>
      <dt>{name}</dt>
      <dd class="tags">
        {values.map((value) => (
          <span key={value} class="tag">
            <TermName name={value} />
          </span>
        ))}
      </dd>
    </>
  );
}

function OwnFindings({ id }: { id: string }) {
  const report = state.findings.value;
  if (!report) return null;
  const own = findingsOf(report, id);
  return (
    <section>
      <h4>{t("details.findings")}</h4>
      {own.length ? (
        <ul class="own-findings">
          {own.map((finding) => (
            <li key={finding.id}>
              <button type="button" class="own-finding" onClick={() => actions.selectFinding(finding.id)}>
                <SectionIcon section={sectionOf(finding)} />
                <span class="unseen">{t(`section.${sectionOf(finding)}`)}</span>
                <span>
                  <Words text={say(finding.message)} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        !state.stale.value && <p class="quiet">{t("details.findings.none")}</p>
      )}
      {state.stale.value && <p class="quiet">{t("details.findings.stale")}</p>}
    </section>
  );
}

/** The contradictions of the documents that name the feature. */
function OwnNotes({ id }: { id: string }) {
  const notes = notesOfFeature(state.book.value?.notes ?? [], id);
  if (!notes.length) return null;
  const from = { layout: state.layoutId.value, lang: state.lang.value };
  return (
    <section>
      <h4>{t("details.notes")}</h4>
      <ul class="note-links">
        {notes.map((note) => (
          <li key={note.number}>
            <a class="rule-link" href={pageHref("notes", from, { show: String(note.number) })}>
              {t("note.link", { n: note.number })}
            </a>{" "}
            <Words text={say(note.topic)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
