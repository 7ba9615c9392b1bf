/** What roles are called, and why one of them may not do a thing. Both languages: every page says it. */

import type { Ability, Role } from "../api/session";
import type { Text } from "../api/types";

const roles: Record<Role, Text> = {
  viewer: { zh: "查看者", en: "viewer" },
  planner: { zh: "规划员", en: "planner" },
  reviewer: { zh: "审核员", en: "reviewer" },
  publisher: { zh: "发布员", en: "publisher" },
  administrator: { zh: "管理员", en: "administrator" },
};

/** Who is asked for what a role may not do. */
const whose: Partial<Record<Ability, Role>> = {
  edit: "planner",
  comment: "planner",
  review: "reviewer",
  publish: "publisher",
};

export const wordsOfRoles = {
  roles,
  signInFirst: { zh: "请先登录。", en: "Sign in first." },
  mayNot(role: Role, ability: Ability): Text {
    const [mine, other] = [roles[role], roles[whose[ability] ?? "administrator"]];
    return {
      zh: `您的角色是${mine.zh}，这需要${other.zh}。`,
      en: `You are signed in as ${mine.en}; this needs a ${other.en}.`.replace(
        "a administrator",
        "an administrator",
      ),
    };
  },
};
