/** What /ogc answers. */

import type { Feature } from "geojson";
import type { Text } from "../api/types";

export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
  readonly title?: string;
}

export interface Linked {
  readonly links?: readonly Link[];
}

export interface Collection extends Linked {
  readonly id: string;
  readonly title: string;
  readonly crs: readonly string[];
  readonly storageCrs?: string;
  readonly itemCount?: number;
  readonly extent?: { readonly spatial?: { readonly bbox: readonly (readonly number[])[] } };
  readonly yuantu: {
    readonly layout: string;
    readonly revision: number;
    readonly publication?: { readonly number: number };
    readonly rulebook: string;
    readonly title: Text;
    readonly label: Text;
    readonly notice: Text | null;
  };
}

export interface Collections extends Linked {
  readonly collections: readonly Collection[];
}

export interface Items extends Linked {
  readonly features: readonly Item[];
  readonly numberReturned: number;
  readonly numberMatched?: number;
}

export interface Tileset {
  readonly crs: string;
  readonly links: readonly Link[];
  readonly layers?: readonly { readonly id: string; readonly title: string }[];
  readonly boundingBox?: { readonly lowerLeft: readonly number[]; readonly upperRight: readonly number[] };
}

export interface Tilesets extends Linked {
  readonly tilesets: readonly Tileset[];
}

export type Item = Feature & Linked;

export interface Conformance {
  readonly conformsTo: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
  readonly required?: boolean;
}

export interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

export interface Definition {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
