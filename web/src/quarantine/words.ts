/** The words of the quarantine. */

export const zh = {
  lead: "导入时进不了布局的要素。修好存入，或说明理由放弃。",
  row: "第 {row} 行",
  fix: "在地图上修复",
  draw: "在地图上绘制",
  dismiss: "放弃…",
  "dismiss.of": "放弃 {name}",
  reason: "理由",
  author: "姓名",
  "dismiss.do": "放弃这个要素",
  waiting: "正在存入…",
  cancel: "取消",
  dismissed: "已放弃 {name}。",
  mended: "隔离区的要素已随第 {revision} 版存入布局。",
  download: "下载",
  none: "没有图形",
  editing: "正在编辑：改好边界后保存，它就离开隔离区。",
  drawing: "正在编辑：在地图上画出边界再保存，它就离开隔离区。",
} as const;

export type Key = keyof typeof zh;

export const en: Record<Key, string> = {
  lead: "Features that could not enter the layout. Mend and save them, or dismiss them with a reason.",
  row: "row {row}",
  fix: "Fix on the map",
  draw: "Draw on the map",
  dismiss: "Dismiss…",
  "dismiss.of": "Dismiss {name}",
  reason: "Reason",
  author: "Your name",
  "dismiss.do": "Dismiss this feature",
  waiting: "Storing…",
  cancel: "Cancel",
  dismissed: "Dismissed {name}.",
  mended: "The feature has left quarantine with revision {revision}.",
  download: "Download",
  none: "no outline",
  editing: "Being edited: mend the outline and save, and it leaves quarantine.",
  drawing: "Being edited: draw its outline on the map and save, and it leaves quarantine.",
};
