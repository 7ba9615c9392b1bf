/** Text that comes from the service. In English pages its Chinese parts are marked as Chinese. */

import { lang } from "../state";
import { Marked } from "./Marked";

export const Words = ({ text }: { text: string }) => <Marked text={text} lang={lang.value} />;
