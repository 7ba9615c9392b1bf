/** Asks to sign in over the page, so that nothing on it is lost; whoever signs in elsewhere is noticed. */

import { useEffect } from "preact/hooks";
import { SignInForm } from "../../account/SignInForm";
import { t } from "../../account/words";
import { before, findOut, person } from "../../stores/person";
import { Dialog } from "../Dialog";
import "../../styles/dialog.css";
import "../../styles/person.css";

export function SignInDialog({ done }: { done: (signedIn: boolean) => void }) {
  const later = () => done(false);
  useEffect(() => {
    // In another tab somebody may have signed in meanwhile.
    const look = () =>
      void findOut().then(() => {
        if (person.peek()) done(true);
      });
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, []);
  return (
    <Dialog
      title={t(before.peek() ? "again.title" : "signin.title")}
      close={later}
      closeLabel={t("app.close")}
    >
      <p class="again-lead">{t(before.peek() ? "again.lead" : "again.first")}</p>
      <SignInForm submit={t("again.do")} to={null} done={() => done(true)}>
        <button type="button" class="button" onClick={later}>
          {t("again.later")}
        </button>
      </SignInForm>
    </Dialog>
  );
}
