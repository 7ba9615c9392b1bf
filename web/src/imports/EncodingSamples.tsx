/** What a file reads like under an encoding: its columns and the first values, to be compared side by side. */

import { useEffect, useState } from "preact/hooks";
import * as http from "./http";
import type { Inspection } from "./model/shapes";
import { w } from "./say";
import * as session from "./session";

const MOST = 6;

/** What was read before; the file of an import never changes. */
const known = new Map<string, Promise<Inspection>>();

function under(id: string, encoding: string): Promise<Inspection> {
  const key = `${id} ${encoding}`;
  const found = known.get(key) ?? http.inspectAs(id, encoding);
  known.set(key, found);
  return found;
}

export function EncodingSamples({ encoding }: { encoding: string }) {
  const [lines, setLines] = useState<readonly string[]>([]);
  const upload = session.upload.value;
  useEffect(() => {
    if (!upload) return;
    const own = upload.inspection.decisions.encoding === encoding;
    const read = own ? Promise.resolve(upload.inspection) : under(upload.id, encoding);
    read.then(
      (inspection) => setLines(linesOf(inspection)),
      () => setLines([]),
    );
  }, [upload?.id, encoding]);
  if (!lines.length) return null;
  return (
    <div class="import-samples">
      <span class="quiet">{w("encoding.reads")}</span>
      <ul lang="zh-CN">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

const linesOf = (inspection: Inspection): readonly string[] =>
  inspection.layers
    .flatMap((layer) => layer.columns)
    .filter((column) => column.holds !== "number" && column.holds !== "empty")
    .slice(0, MOST)
    .map((column) => `${column.name}: ${column.samples.slice(0, 3).join("、")}`);
