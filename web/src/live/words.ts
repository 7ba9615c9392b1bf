/** What is said of others who work on the same layout, in Chinese and English. */

export const zh = {
  guest: "访客 {n}",
  "people.label": "同时打开此布局：{names}",
  "people.look": "{name}：在看",
  "people.edit": "{name}：在编辑“{feature}”",
  "map.edit": "{name} 在编辑",
  "note.label": "其他人的动态",
  "note.close": "知道了",
  "note.revision": "{name} 存了第 {revision} 版：{message}",
  "note.revision.plain": "布局已有第 {revision} 版。",
  "note.loaded": "图上已更新。",
  "note.draft": "改了 {features}。你的修改还在，尚未保存。",
  "note.draft.plain": "你的修改还在，尚未保存。",
  "note.both": "其中你也改了：{features}（图上标出）。",
  "note.rebase": "查看并合并…",
  "note.silent": "（没有说明）",
  "note.more": "{names} 等 {n} 个要素",
  "note.published": "已发布第 {revision} 版。",
  "held.title": "{name} 正在编辑“{features}”，尚未保存。",
  "held.ask": "接管后 {name} 会得到通知；谁后保存，谁来合并。",
  "held.take": "接管编辑",
  "held.undo": "撤销我的修改",
  "held.lost": "{name} 接管了“{feature}”的编辑。你的修改还在；保存时如有冲突，会请你合并。",
};

export type Key = keyof typeof zh;

export const en: Record<Key, string> = {
  guest: "Guest {n}",
  "people.label": "Also has this layout open: {names}",
  "people.look": "{name}: looking",
  "people.edit": "{name}: editing “{feature}”",
  "map.edit": "{name} is editing",
  "note.label": "What others do",
  "note.close": "Got it",
  "note.revision": "{name} saved revision {revision}: {message}",
  "note.revision.plain": "The layout is at revision {revision}.",
  "note.loaded": "The map shows it.",
  "note.draft": "Changed: {features}. Your edits are still here, not yet saved.",
  "note.draft.plain": "Your edits are still here, not yet saved.",
  "note.both": "You changed some of these too: {features} (marked on the map).",
  "note.rebase": "Look and merge…",
  "note.silent": "(no message)",
  "note.more": "{names} and others, {n} in all",
  "note.published": "Revision {revision} was published.",
  "held.title": "{name} is editing “{features}” and has not saved yet.",
  "held.ask": "If you take over, {name} is told; whoever saves last merges.",
  "held.take": "Take over",
  "held.undo": "Undo my edit",
  "held.lost":
    "{name} took over “{feature}”. Your edits are still here; if they collide on saving, you will be asked to merge.",
};
