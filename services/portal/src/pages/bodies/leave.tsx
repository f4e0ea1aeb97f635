import { confirmPage } from "../../components/confirm-page.tsx";
import { documentBeside } from "../../document.ts";
import { href } from "../../page.ts";
import { readerOf, type Visit, type VisitHandler } from "../../visit.ts";
import { wish } from "../../wish.ts";

const leaving = documentBeside(import.meta.url, "leave-body.graphql");

/** Asks before somebody lays their roles in a body down. They may do so where the body is hidden from them, too. */
export const leavePage: VisitHandler = async (visit) => {
  await readerOf(visit);
  return confirmPage(visit, words(visit));
};

export const leave: VisitHandler = async (visit) => {
  const wished = await wish(visit, leaving, { bodyId: visit.params["body"] });
  if (wished.ok) return { onward: href(visit, "/account", { done: "left" }) };
  return confirmPage(visit, { ...words(visit), problems: wished.problems });
};

function words({ t }: Visit) {
  const trail = [{ text: t("account.title"), path: "/account" }];
  return { title: t("leave.title"), text: t("leave.text"), button: t("leave.button"), trail };
}
