/** Who else has the layout open: initials in the header, and by a press what each is at. */

import { Words } from "../panels/Words";
import { narrow } from "../state";
import { initial, type Person } from "./model";
import { w } from "./say";
import { called, company, nameOf } from "./state";

const MOST = 3;

export function People() {
  const all = company.value;
  if (!all.length) return null;
  const shown = narrow.value ? all.slice(0, 1) : all.slice(0, MOST);
  const rest = all.length - shown.length;
  return (
    <details class="people" data-testid="people" onFocusOut={closeBehind} onKeyDown={closeOnEscape}>
      <summary
        aria-label={w("people.label", { names: all.map(called).join(", ") })}
        title={all.map(doing).join("\n")}
      >
        {shown.map((person) => (
          <span key={person.client} class={person.feature === null ? "initial" : "initial editing"}>
            {initial(person)}
          </span>
        ))}
        {rest > 0 && <span class="initial rest">+{rest}</span>}
      </summary>
      <ul class="panel">
        {all.map((person) => (
          <li key={person.client}>
            <Words text={doing(person)} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Folds the list away when the focus goes elsewhere. */
function closeBehind(event: FocusEvent & { currentTarget: HTMLDetailsElement }): void {
  if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
    event.currentTarget.open = false;
}

function closeOnEscape(event: KeyboardEvent & { currentTarget: HTMLDetailsElement }): void {
  if (event.key !== "Escape" || !event.currentTarget.open) return;
  event.preventDefault();
  event.currentTarget.open = false;
}

const doing = (person: Person): string =>
  person.feature === null
    ? w("people.look", { name: called(person) })
    : w("people.edit", { name: called(person), feature: nameOf(person.feature) });
