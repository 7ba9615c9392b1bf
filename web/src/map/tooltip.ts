/** What hovering shows: text only, built as elements so that a name is never read as markup. */

export function tooltipOf(name: string, nameLang: string, line: string): HTMLElement {
  const box = document.createElement("div");
  const title = document.createElement("strong");
  title.lang = nameLang;
  title.textContent = name;
  const detail = document.createElement("span");
  detail.textContent = line;
  box.append(title, detail);
  return box;
}
