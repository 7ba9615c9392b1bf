/** The buttons of a map: nearer, farther, everything. Knows no map itself. */

interface Props {
  /** What the group of buttons is called. */
  readonly label: string;
  readonly nearer: string;
  readonly farther: string;
  readonly whole: string;
  /** One step nearer (1) or farther (-1). */
  readonly zoom: (step: 1 | -1) => void;
  readonly showAll: () => void;
  /** On which side of the page they keep the map's middle free. */
  readonly inset?: "right";
}

export function MapButtons({ label, nearer, farther, whole, zoom, showAll, inset }: Props) {
  return (
    <div class="map-buttons" data-inset={inset} role="toolbar" aria-label={label}>
      <MapButton label={nearer} sign="M8 3v10M3 8h10" act={() => zoom(1)} />
      <MapButton label={farther} sign="M3 8h10" act={() => zoom(-1)} />
      <MapButton label={whole} sign="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" act={showAll} />
    </div>
  );
}

function MapButton({ label, sign, act }: { label: string; sign: string; act: () => void }) {
  return (
    <button type="button" class="map-button" aria-label={label} title={label} onClick={act}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={sign} fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" />
      </svg>
    </button>
  );
}
