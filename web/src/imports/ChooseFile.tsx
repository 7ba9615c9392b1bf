/** The wizard without a file: one is chosen, sent and read. */

import { Loading } from "../panels/Loading";
import { Words } from "../panels/Words";
import { explain } from "../state";
import { w } from "./say";
import * as session from "./session";

export function ChooseFile() {
  const sending = session.sending.value;
  const failed = session.failed.value;
  if (sending) return <Sending {...sending} />;
  return (
    <div class="import-choose">
      {failed && (
        <p class="form-error" role="alert">
          <strong>{w("send.failed")}</strong> <Words text={explain(failed)} />
        </p>
      )}
      <p>{w("choose.lead")}</p>
      <FileButton label={w("choose.file")} primary />
      <p class="quiet">{w("choose.formats")}</p>
    </div>
  );
}

export function FileButton({ label, primary = false }: { label: string; primary?: boolean }) {
  return (
    <label class={`button file-button${primary ? " primary" : ""}`}>
      <span>{label}</span>
      <input
        type="file"
        class="unseen"
        data-import-file
        aria-label={label}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (!file) return;
          session.reset();
          void session.send(file);
        }}
      />
    </label>
  );
}

/** How far the file is on its way; once it is sent, the service takes a moment to read it. */
function Sending({ name, share }: { name: string; share: number }) {
  if (share >= 1) return <Loading text={w("reading", { name })} />;
  const text = w("sending", { name, share: Math.floor(share * 100) });
  return (
    <p class="import-sending">
      <label>
        {text}
        <progress value={share} max={1} />
      </label>
    </p>
  );
}
