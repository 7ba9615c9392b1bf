/** The features of a page as a table; each name leads to its feature. */

import { FeatureName } from "../panels/FeatureName";
import { columnsOf, labelOf, nameOf, saidOf } from "./fields";
import { hrefOf } from "./ItemsPage";
import * as state from "./state";
import type { Item } from "./types";
import { Value } from "./Value";
import { t } from "./words";

interface Props {
  readonly items: readonly Item[];
  /** Shows on the map which feature the pointer or the focus is on. */
  readonly point: (item: Item | null) => void;
}

const classOf = (name: string): string =>
  NUMBERS.test(name) ? "number" : SHORT.includes(name) ? "short" : "";
const SHORT = ["severity", "status"];
const NUMBERS = /_km2$|^(measured|required)$/;

/** What stands below a feature's name: its id, or the code of a finding's rule. */
const codeOf = (item: Item): string => String(state.isFindings ? item.properties?.rule : item.id);

export function ItemTable({ items, point }: Props) {
  const columns = columnsOf(items);
  return (
    // What scrolls sideways must be within the keyboard's reach.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="table-scroll" aria-label={t("items.table")} tabIndex={0}>
      <table class="item-table">
        <thead>
          <tr>
            <th scope="col">{labelOf(state.isFindings ? "rule" : "name")}</th>
            {columns.map((name) => (
              <th key={name} scope="col" class={classOf(name)}>
                {labelOf(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr
              key={String(item.id)}
              data-id={String(item.id)}
              onMouseEnter={() => point(item)}
              onMouseLeave={() => point(null)}
              onFocusCapture={() => point(item)}
              onBlurCapture={() => point(null)}
            >
              <th scope="row">
                <a href={hrefOf(item)}>
                  <FeatureName name={nameOf(item)} />
                </a>
                <code class="quiet">{codeOf(item)}</code>
              </th>
              {columns.map((name) => (
                <td key={name} class={classOf(name)}>
                  <Value name={name} value={saidOf(item)[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
