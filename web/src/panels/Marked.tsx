/** Text of which the Chinese parts are marked as Chinese, where the page is in another language. */

import type { Lang } from "../api/types";
import { partsOf } from "../model/han";

export function Marked({ text, lang }: { text: string; lang: Lang }) {
  if (lang === "zh") return <>{text}</>;
  return (
    <>
      {partsOf(text).map((part, i) =>
        i % 2 ? (
          <span key={i} lang="zh-CN">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
