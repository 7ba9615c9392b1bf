/** Import a table of values: all of it or nothing, every wrong cell named. */

import { importTable, templateHref } from "../api/register";
import { Dialog } from "../panels/Dialog";
import { AuthorField, Field, FormFoot } from "../panels/Form";
import { useSend } from "../panels/useSend";
import { Words } from "../panels/Words";
import { say } from "../state";
import * as state from "./state";
import { t } from "./words";

export function ImportDialog({ book, close }: { book: string; close: () => void }) {
  const { error, busy, send } = useSend(async ({ form, text }) => {
    const file = form.get("file");
    if (!(file instanceof File)) return;
    const { entered } = await importTable(book, file, text("author"));
    state.done.value = t("import.done", { n: entered });
    state.reload();
    close();
  });
  const cells = error?.problem?.cells ?? [];
  return (
    <Dialog title={t("import.title")} close={close} closeLabel={t("app.close")}>
      <form class="form" onSubmit={send}>
        <p class="quiet">{t("import.lead")}</p>
        <p class="templates">
          {t("import.template")}
          {(["csv", "xlsx"] as const).map((kind) => (
            <a key={kind} href={templateHref(book, kind)} download>
              {kind.toUpperCase()}
            </a>
          ))}
        </p>
        <Field label={t("import.file")}>
          <input name="file" type="file" accept=".csv,.xlsx,text/csv" required />
        </Field>
        <AuthorField label={t("app.author")} />
        {cells.length > 0 && (
          <div class="form-error" role="alert">
            <p>{t("import.cells", { n: cells.length })}</p>
            <ul>
              {cells.map((cell) => (
                <li key={`${cell.row} ${cell.column}`}>
                  <Words
                    text={t("import.cell", {
                      row: cell.row,
                      column: cell.column,
                      message: say(cell.message),
                    })}
                  />
                </li>
              ))}
            </ul>
          </div>
        )}
        <FormFoot
          error={cells.length ? null : error}
          busy={busy}
          submit={t("import.submit")}
          waiting={t("app.waiting")}
          cancel={t("app.cancel")}
          close={close}
        />
      </form>
    </Dialog>
  );
}
