/** The keyboard in front of the user. */

import { ariaKeys, isApple, keyName } from "../model/keys";

const apple = isApple(navigator.platform);

/** What is printed on a key of this keyboard. */
export const printed = (key: string): string => keyName(key, apple);

/** Ctrl (⌘) with a key, for `aria-keyshortcuts`. */
export const withControl = (key: string): string => ariaKeys(key, apple);
