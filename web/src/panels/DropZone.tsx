/** Takes files that are dropped anywhere in the window, and says so while one is over it. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../state";

export function DropZone({ take }: { take: (files: readonly File[]) => void }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Entering a child comes before leaving its parent: only the sum tells whether the pointer is inside.
    let depth = 0;
    const listen = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (event.type === "dragenter") depth++;
      if (event.type === "dragleave") depth--;
      if (event.type === "drop") {
        depth = 0;
        take([...event.dataTransfer.files]);
      }
      setOver(depth > 0);
    };
    for (const name of NAMES) addEventListener(name, listen);
    return () => {
      for (const name of NAMES) removeEventListener(name, listen);
    };
  }, [take]);
  if (!over) return null;
  return (
    <div class="drop-cover">
      <p>
        <strong>{t("guest.drop")}</strong>
        <span>{t("guest.formats")}</span>
      </p>
    </div>
  );
}

const NAMES = ["dragenter", "dragover", "dragleave", "drop"] as const;
