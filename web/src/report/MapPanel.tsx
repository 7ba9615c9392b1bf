/** The map with its buttons and layers. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Kind } from "../api/types";
import { MapButtons } from "../map/MapButtons";
import type { ReportMap } from "../map/report";
import { type Look, look, MAP, paintOf } from "../model/palette";
import { Line } from "../panels/Icon";
import { theme } from "../stores/theme";
import { Sign } from "./Sign";
import { data, features, hiddenLayers, nameOf, t, toggled } from "./state";
import type { Key } from "./words";

const KINDS: readonly Kind[] = ["park", "group", "reserve", "small", "zone", "specialty", "parcel", "site"];
const counts = new Map<Kind, number>();
for (const { properties } of features) counts.set(properties.kind, (counts.get(properties.kind) ?? 0) + 1);
const used = data.classes.flatMap((name, i) =>
  features.some((f) => f.properties.kind === "group" && f.properties.class === name) ? [{ name, i }] : [],
);

export function MapPanel({ map }: { map: ReportMap }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    host.current?.append(map.element);
    map.resized();
  }, []);
  map.element.setAttribute("aria-label", t("map.label"));
  map.element.setAttribute("role", "application");
  return (
    <div class="map-panel">
      <div class="map-host" ref={host} />
      <MapButtons
        label={t("map")}
        nearer={t("map.in")}
        farther={t("map.out")}
        whole={t("map.all")}
        zoom={(step) => map.zoom(step)}
        showAll={map.fit}
      />
      <Layers />
    </div>
  );
}

const wide = matchMedia("(min-width: 900px)").matches;

function Layers() {
  // Open beside a wide map it takes room that the map then leaves free.
  const [open, setOpen] = useState(wide);
  return (
    <details
      class="layers"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      {...(open && wide ? { "data-inset": "right" } : {})}
    >
      <summary>
        <Line name="legend" />
        {t("layers")}
      </summary>
      <ul>
        <Layer id="findings" word="layer.findings" />
        {KINDS.filter((kind) => counts.has(kind)).map((kind) => (
          <Layer key={kind} id={kind} word={`kind.${kind}`} count={counts.get(kind) ?? 0} />
        ))}
        <Layer id="names" word="layer.names" />
        <Layer id="district" word="layer.district" />
      </ul>
      {used.length > 0 && (
        <>
          <h3>{t("class")}</h3>
          <ul>
            {used.map(({ name, i }) => (
              <li key={name} class="entry">
                <Swatch look={look(i)} />
                <span lang={nameOf(name).lang}>{nameOf(name).text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

function Layer({ id, word, count }: { id: string; word: Key; count?: number }) {
  return (
    <li>
      <label class="entry">
        <input
          type="checkbox"
          data-layer={id}
          checked={!hiddenLayers.value.has(id)}
          onChange={() => {
            hiddenLayers.value = toggled(hiddenLayers.value, id);
          }}
        />
        <KindSwatch id={id} />
        <span>{t(word)}</span>
        {count !== undefined && <span class="quiet">{count}</span>}
      </label>
    </li>
  );
}

function KindSwatch({ id }: { id: string }) {
  const ground = MAP[theme.value];
  if (id === "reserve" || id === "small") return <Swatch look={look(id)} dashed />;
  if (id === "park") return <Box fill="none" stroke={ground.park} width={2} />;
  if (id === "district") return <Box fill={ground.ground} stroke={ground.district} width={1.2} />;
  if (id === "findings")
    return (
      <span class="swatch">
        <Sign tone="must" />
      </span>
    );
  if (id === "names" || id === "group") return <span class="swatch" />;
  return <Box fill={ground.zoneFill} stroke={ground.zone} width={1.4} dashed pale />;
}

const Swatch = ({ look, dashed = false }: { look: Look; dashed?: boolean }) => (
  <Box fill={paintOf(look, theme.value)} stroke={look[theme.value].stroke} width={1.2} dashed={dashed} />
);

interface BoxProps {
  readonly fill: string;
  readonly stroke: string;
  readonly width: number;
  readonly dashed?: boolean;
  readonly pale?: boolean;
}

const Box = ({ fill, stroke, width, dashed = false, pale = false }: BoxProps) => (
  <svg class="swatch" viewBox="0 0 22 14" width="22" height="14" aria-hidden="true">
    <rect
      x="1.5"
      y="1.5"
      width="19"
      height="11"
      rx="1.5"
      fill={fill}
      fill-opacity={pale ? 0.15 : 1}
      stroke={stroke}
      stroke-width={width}
      stroke-dasharray={dashed ? "4 2.5" : "none"}
    />
  </svg>
);
