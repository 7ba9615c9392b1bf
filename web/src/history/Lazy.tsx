/** A part of the page that is fetched when someone first asks for it. */

import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApiError } from "../api/client";
import { Failed, Loading } from "../panels/Loading";
import { w } from "./say";

type Part = FunctionComponent;
const known = new Map<() => Promise<Part>, Part>();

/** `load` is the same function each time: what it fetched is kept under it. */
export function Lazy({ load }: { load: () => Promise<Part> }) {
  const [, redraw] = useState(0);
  const [failed, fail] = useState(false);
  const Shown = known.get(load);
  useEffect(() => {
    if (Shown || failed) return;
    load().then(
      (part) => {
        known.set(load, part);
        redraw((n) => n + 1);
      },
      () => fail(true),
    );
  }, [load, failed]);
  if (Shown) return <Shown />;
  if (failed) return <Failed text={w("failed")} error={new ApiError(null, null)} retry={() => fail(false)} />;
  return <Loading text={w("loading")} />;
}
