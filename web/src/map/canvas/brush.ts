/** Paints one feature on a canvas with the strokes, dashes and patterns that SVG draws it with. */

import type { PathOptions } from "leaflet";
import type { LayoutFeature } from "../../api/types";
import { type Bbox, bboxOf } from "../../model/bounds";
import { ALL_LOOKS, type Look, paintOf, type Theme } from "../../model/palette";
import { outlineOf, trace, worldX, worldY } from "../../model/tiles/outline";
import { MARKS, PATTERN_SIZE, strokeOf } from "../patterns";

/** Where a canvas lies: its corner in pixels of the world at its zoom, and the world's size in pixels. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly size_px: number;
}

/** Features smaller than this on the screen are drawn without dashes, smaller than a dot as a dot. */
const DASHED_FROM_PX = 24;
const DOT_PX = 2;
const POINT_RADIUS_PX = 6;

/** Paints features; patterns are made once for every density of pixels. */
export class Brush {
  private readonly patterns = new Map<string, CanvasPattern | string>();

  constructor(private readonly density: number) {}

  paint(at: CanvasRenderingContext2D, place: Place, feature: LayoutFeature, style: PathOptions): void {
    const box = bboxOf(feature.geometry);
    if (!box) return;
    const span = spanOf(box, place.size_px);
    const outline = outlineOf(feature.geometry);
    at.beginPath();
    if (outline && span <= DOT_PX) {
      const [x, y] = [worldX(box[0]) * place.size_px, worldY(box[3]) * place.size_px];
      at.rect(x - place.left, y - place.top, Math.max(1, span), Math.max(1, span));
    } else if (outline) trace(outline, place.size_px, place.left, place.top, at);
    else if (feature.geometry?.type === "Point") dot(at, place, box);
    else return;
    if (style.fill !== false) {
      at.globalAlpha = style.fillOpacity ?? 0.2;
      at.fillStyle = this.fillOf(at, style.fillColor ?? style.color ?? "");
      at.fill("evenodd");
    }
    // Borders of tiny features must not add up to one dark spot.
    at.globalAlpha = (style.opacity ?? 1) * Math.min(1, Math.max(0.3, span / DASHED_FROM_PX));
    at.strokeStyle = style.color ?? "";
    at.lineWidth = Math.min(style.weight ?? 1, Math.max(0.4, span / 10));
    at.setLineDash(span < DASHED_FROM_PX ? [] : dashesOf(style.dashArray));
    at.stroke();
  }

  private fillOf(at: CanvasRenderingContext2D, paint: string): CanvasPattern | string {
    let found = this.patterns.get(paint);
    if (found === undefined) {
      found = this.patternNamed(at, paint) ?? paint;
      this.patterns.set(paint, found);
    }
    return found;
  }

  /** The pattern that an SVG paint names. */
  private patternNamed(at: CanvasRenderingContext2D, paint: string): CanvasPattern | null {
    for (const theme of ["light", "dark"] as const)
      for (const look of ALL_LOOKS)
        if (paintOf(look, theme) === paint) return this.patternOf(at, look, theme);
    return null;
  }

  private patternOf(at: CanvasRenderingContext2D, look: Look, theme: Theme): CanvasPattern | null {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.round(PATTERN_SIZE * this.density);
    const scale = canvas.width / PATTERN_SIZE;
    const cell = canvas.getContext("2d") as CanvasRenderingContext2D;
    cell.scale(scale, scale);
    cell.fillStyle = look[theme].fill;
    cell.fillRect(0, 0, PATTERN_SIZE, PATTERN_SIZE);
    const { width, cap, opacity } = strokeOf(look);
    cell.strokeStyle = look[theme].stroke;
    cell.lineWidth = width;
    cell.lineCap = cap;
    cell.globalAlpha = opacity;
    cell.stroke(new Path2D(MARKS[look.pattern]));
    const pattern = at.createPattern(canvas, "repeat");
    pattern?.setTransform(new DOMMatrix().scale(1 / scale));
    return pattern;
  }
}

function dot(at: CanvasRenderingContext2D, { left, top, size_px }: Place, [lon, lat]: Bbox): void {
  const [x, y] = [worldX(lon) * size_px - left, worldY(lat) * size_px - top];
  at.moveTo(x + POINT_RADIUS_PX, y);
  at.arc(x, y, POINT_RADIUS_PX, 0, 2 * Math.PI);
}

/** The longer side of a box on the screen. */
const spanOf = ([west, south, east, north]: Bbox, size_px: number): number =>
  Math.max(worldX(east) - worldX(west), worldY(south) - worldY(north)) * size_px;

const dashes = new Map<string, number[]>();

function dashesOf(text: PathOptions["dashArray"]): number[] {
  if (!text) return [];
  const key = String(text);
  let found = dashes.get(key);
  if (!found) {
    found = key.split(/[ ,]+/).map(Number);
    dashes.set(key, found);
  }
  return found;
}
