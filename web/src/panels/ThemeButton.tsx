/** Goes round: as the system has it, light, dark. */

import { FRAME } from "../i18n/frame";
import { lang } from "../state";
import { type Choice, choice, next } from "../stores/theme";
import { Line, type LineName } from "./Icon";

const SIGNS: Record<Choice, LineName> = { system: "half", light: "sun", dark: "moon" };

export function ThemeButton() {
  const words = FRAME[lang.value];
  const now = choice.value;
  const label = `${words.theme}${words[now]}`;
  return (
    <button
      type="button"
      class="button icon-only"
      id="theme"
      aria-label={label}
      title={label}
      onClick={() => {
        choice.value = next(now);
      }}
    >
      <Line name={SIGNS[now]} />
    </button>
  );
}
