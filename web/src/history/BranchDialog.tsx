/** Starts a scenario: a layout of its own that begins as a revision of this one. */

import { copyLayout } from "../api/layouts";
import type { LayoutInfo } from "../api/types";
import { Dialog } from "../panels/Dialog";
import { AuthorField, Field, FormFoot } from "../panels/Form";
import { useSend } from "../panels/useSend";
import { Words } from "../panels/Words";
import { say } from "../state";
import { w } from "./say";
import * as state from "./state";

interface Props {
  readonly info: LayoutInfo;
  readonly revision: number;
  readonly close: () => void;
}

export function BranchDialog({ info, revision, close }: Props) {
  const { error, busy, send } = useSend(async ({ text }) => {
    const title = text("title");
    const made = await copyLayout({
      from: { layout: info.id, revision },
      title: { zh: title, en: title },
      author: text("author"),
      message: text("message"),
      put: [],
      delete: [],
    });
    await state.open();
    state.done.value = w("branch.done", { title });
    close();
    state.goToList(made.id);
  });
  return (
    <Dialog title={w("branch.title")} close={close} closeLabel={w("close")}>
      <form class="form" onSubmit={send}>
        <p class="form-about">
          <Words text={w("branch.about", { title: say(info.title), n: revision })} />
        </p>
        <Field label={w("branch.name")}>
          <input
            name="title"
            required
            maxLength={200}
            defaultValue={w("branch.name.of", { title: say(info.title) })}
          />
        </Field>
        <Field label={w("branch.why")}>
          <input name="message" maxLength={500} placeholder={w("branch.why.hint")} />
        </Field>
        <AuthorField label={w("author")} />
        <FormFoot
          error={error}
          busy={busy}
          submit={w("branch.submit")}
          waiting={w("waiting")}
          cancel={w("cancel")}
          close={close}
        />
      </form>
    </Dialog>
  );
}
