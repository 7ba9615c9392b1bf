/** A feature's name: in Chinese as drawn; in English pages the English one first, where the rulebook has it. */

import { english, lang } from "../state";

export function FeatureName({ name }: { name: string }) {
  const translated = lang.value === "en" ? english(name) : null;
  if (translated === null) return <span lang="zh-CN">{name}</span>;
  return (
    <span class="both-names">
      <span>{translated}</span>{" "}
      <span lang="zh-CN" class="quiet">
        {name}
      </span>
    </span>
  );
}
