/** The features that a finding names, as buttons to their details; what is not on the map, as text. */

import * as actions from "../actions";
import * as state from "../state";
import { FeatureName } from "./FeatureName";

export function Subjects({ ids }: { ids: readonly string[] }) {
  return (
    <span class="subjects">
      {ids.map((id) => {
        const feature = state.model.value?.byId.get(id);
        const name = feature?.properties.name ?? id;
        return feature ? (
          <button key={id} type="button" class="chip" onClick={() => actions.selectFeature(id, true)}>
            <FeatureName name={name} />
            {name !== id && <span class="quiet">{id}</span>}
          </button>
        ) : (
          <span key={id} class="chip plain">
            <FeatureName name={id} />
          </span>
        );
      })}
    </span>
  );
}
