/** A case that fails: drawn where it has shapes, told where it is about words, and what the rule says of it. */

import type { Example as Told } from "../api/rules";
import { barOf, frameOf, nameAt, pathOf, sizeOf } from "../model/drawing";
import { fixed } from "../model/format";
import { Words } from "../panels/Words";
import { lang, say } from "../state";
import { label, plain } from "./label";
import { t } from "./words";

const SIZE = 340;
/** A place smaller than this is ringed, so that it is seen. */
const LEAST_MARK = 14;
/** A shape smaller than this is drawn as a point. */
const LEAST_SHAPE = 6;
const POINT_RADIUS = 5;
const NAME_RISE = 13;

export function Example({ example }: { example: Told }) {
  const shapes = example.features.flatMap((feature) => feature.rings);
  return (
    <figure class="example">
      {shapes.length > 0 && <Picture example={example} />}
      <figcaption>
        <ul class="cast">
          {example.roster.map((all) => (
            <li key={all.kind}>
              <Words text={rosterWords(all)} />
            </li>
          ))}
          {example.features.map((feature) => (
            <li key={feature.id}>
              <b>
                <Words text={feature.name} />
              </b>{" "}
              {plain(feature.kind)}
              <Properties of={feature.properties} />
              {!feature.rings.length && shapes.length > 0 && (
                <span class="quiet"> {t("example.noshape")}</span>
              )}
            </li>
          ))}
        </ul>
        <p class="verdict-line">
          <b>{t("example.found")}</b> <Words text={say(example.message)} />
        </p>
        {shapes.length > 0 && <p class="quiet">{t("example.of")}</p>}
      </figcaption>
    </figure>
  );
}

function Properties({ of }: { of: Told["features"][number]["properties"] }) {
  const entries = Object.entries(of).map(
    ([name, value]) => `${label(name)} ${Array.isArray(value) ? value.join("、") : plain(value)}`,
  );
  return entries.length ? <Words text={` · ${entries.join(" · ")}`} /> : null;
}

function Picture({ example }: { example: Told }) {
  const { features, evidence } = example;
  const frame = frameOf([...features.flatMap((feature) => feature.rings), ...evidence], SIZE);
  const bar = barOf(frame);
  const foot = frame.height - 10;
  return (
    <svg
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      width={frame.width}
      height={frame.height}
      role="img"
      aria-label={say(example.message)}
    >
      {features.map(({ id, kind, rings }) =>
        sizeOf(frame, rings) < LEAST_SHAPE ? (
          rings.length > 0 && (
            <circle key={id} class={`shape ${kind}`} r={POINT_RADIUS} {...spot(nameAt(frame, rings))} />
          )
        ) : (
          <path key={id} class={`shape ${kind}`} d={pathOf(frame, rings)} />
        ),
      )}
      {evidence.length > 0 && <Evidence frame={frame} rings={evidence} />}
      {features.map(({ id, name, kind, rings }) => {
        if (!rings.length) return null;
        const [x, y] = nameAt(frame, rings, kind === "park" && features.length > 1);
        return (
          <text key={id} class="shape-name" x={x} y={sizeOf(frame, rings) < LEAST_SHAPE ? y - NAME_RISE : y}>
            {name}
          </text>
        );
      })}
      <path class="bar" d={`M12 ${foot - 6}V${foot}H${12 + bar * frame.scale}V${foot - 6}`} />
      <text class="bar-name" x={18 + bar * frame.scale} y={foot}>
        {bar < 1000 ? `${bar} m` : `${fixed(bar / 1000, 0)} km`}
      </text>
    </svg>
  );
}

interface EvidenceProps {
  readonly frame: ReturnType<typeof frameOf>;
  readonly rings: Told["evidence"];
}

/** Where the fault is; a ring around it where it is too small to be seen. */
function Evidence({ frame, rings }: EvidenceProps) {
  return (
    <>
      <path class="shape-fault" d={pathOf(frame, rings)} />
      {sizeOf(frame, rings) < LEAST_MARK && (
        <circle class="shape-ring" r={LEAST_MARK} {...spot(nameAt(frame, rings))} />
      )}
    </>
  );
}

const spot = ([cx, cy]: readonly [number, number]) => ({ cx, cy });

function rosterWords({ kind, except }: Told["roster"][number]): string {
  if (!except.length) return t("example.roster", { kind: plain(kind) });
  return t("example.except", { kind: plain(kind), names: except.join(lang.value === "zh" ? "、" : ", ") });
}
