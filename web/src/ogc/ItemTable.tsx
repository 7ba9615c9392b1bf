/** The features of a page as a table; each name leads to its feature. */

import { FeatureName } from "../panels/FeatureName";
import { columnsOf, labelOf, nameOf } from "./fields";
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

export function ItemTable({ items, point }: Props) {
  const columns = columnsOf(items, state.isFindings);
  return (
    // What scrolls sideways must be within the keyboard's reach.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="table-scroll" aria-label={t("items.table")} tabIndex={0}>
      <table class="item-table">
        <thead>
          <tr>
            <th scope="col">{labelOf("name")}</th>
            {columns.map((name) => (
              <th key={name} scope="col" class={name.endsWith("_km2") ? "number" : ""}>
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
                <code class="quiet">{String(item.id)}</code>
              </th>
              {columns.map((name) => (
                <td key={name} class={name.endsWith("_km2") ? "number" : ""}>
                  <Value name={name} value={item.properties?.[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
