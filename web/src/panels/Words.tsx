/** Text that comes from the service. In English pages its Chinese parts are marked as Chinese. */

import { lang } from "../state";

const HAN_RUN =
  /([\p{Script=Han}\u3000-\u303f\uff00-\uffef“”·〔〕（）0-9—]*\p{Script=Han}[\p{Script=Han}\u3000-\u303f\uff00-\uffef·〔〕（）]*)/u;

export function Words({ text }: { text: string }) {
  if (lang.value === "zh") return <>{text}</>;
  return (
    <>
      {text.split(HAN_RUN).map((part, i) =>
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
