/** Chinese runs in a text of another language. */

const HAN_RUN =
  /([\p{Script=Han}\u3000-\u303f\uff00-\uffef“”·〔〕（）0-9—]*\p{Script=Han}[\p{Script=Han}\u3000-\u303f\uff00-\uffef·〔〕（）]*)/u;

/** The text in parts, each odd one Chinese. */
export const partsOf = (text: string): string[] => text.split(HAN_RUN);
