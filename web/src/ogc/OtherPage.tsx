/** A resource that has no page of its own: what it says, set out to be read. */

import { Head } from "./Head";
import { answer } from "./state";
import { t } from "./words";

export function OtherPage() {
  return (
    <>
      <Head title={t("other.title")} />
      {/* A long text that scrolls must be within the keyboard's reach. */}
      <pre class="raw">{JSON.stringify(answer.body, null, 2)}</pre>
    </>
  );
}
