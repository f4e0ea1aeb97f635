import { builder, connectionOf, enumOf, listField } from "@dostyk/graphql";
import { accountsVisibleTo, maySeeAccount } from "../policy.ts";
import { RoleEnum } from "./role.ts";

type Guarded = "email" | "locale" | "twoFactorEnabled" | "emailVerified" | "createdAt";

export const AccountRef = builder.prismaObject("UserAccount", {
  name: "Account",
  description: "A person who can sign in. The name is shown beside what they do; everything else to themselves and to operators.",
  select: { id: true },
  fields: (t) => {
    /** A column that is null for everybody but the person and operators. */
    const guarded = <Column extends Guarded, Type extends "String" | "Boolean" | "DateTime">(
      column: Column,
      type: Type,
      description: string,
    ) =>
      t.field({
        type,
        nullable: true,
        description: `${description} Null: not for this reader.`,
        select: { id: true, [column]: true } as never,
        resolve: (row, _args, { viewer }) => (maySeeAccount(viewer, row) ? (row as Record<string, unknown>)[column] : null) as never,
      });
    return {
      id: t.exposeID("id", { description: "Stays the same for ever, also when the person is erased." }),
      name: t.exposeString("name", { description: "What the person calls themselves; a pseudonym where they were erased." }),
      email: guarded("email", "String", "The address they sign in by."),
      locale: guarded("locale", "String", "The language mail is written in: en, ru, kk or ky."),
      secondFactor: guarded(
        "twoFactorEnabled",
        "Boolean",
        "Whether the account has a second factor, without which some roles do not count.",
      ),
      emailVerified: guarded("emailVerified", "Boolean", "Whether somebody has shown that mail to the address arrives."),
      createdAt: guarded("createdAt", "DateTime", "When the account was made."),
      erased: t.boolean({
        description: "Whether the person was erased: nobody can sign in by the account any more.",
        select: { erasedAt: true },
        resolve: ({ erasedAt }) => erasedAt !== null,
      }),
    };
  },
});

const AccountFilter = builder.inputType("AccountFilter", {
  description: "Which accounts; all conditions hold together.",
  fields: (t) => ({
    text: t.string({ description: "Name or address contains this." }),
    role: t.field({ type: RoleEnum, description: "Holds this role in some body, whether or not it counts." }),
    erased: t.boolean({ description: "True: only pseudonyms of erased people. False: only others." }),
  }),
});

type Filter = { text?: string | null; role?: string | null; erased?: boolean | null };

listField("accounts", "userAccount", {
  of: connectionOf(AccountRef),
  description: "The accounts of this node: all for an operator, for others their own. Empty for who has not said who they are.",
  filter: AccountFilter,
  orderEnum: enumOf("AccountOrder", "Order of a list of accounts.", { NEWEST: "Latest first.", NAME: "By name." }),
  orders: { NEWEST: [{ column: "createdAt", direction: "desc" }], NAME: [{ column: "name", direction: "asc" }] },
  visibleTo: accountsVisibleTo,
  toWhere: ({ text, role, erased }: Filter) => ({
    ...(text ? { OR: ["name", "email"].map((column) => ({ [column]: { contains: text.slice(0, 200), mode: "insensitive" } })) } : {}),
    ...(role ? { memberships: { some: { role } } } : {}),
    ...(erased === true ? { erasedAt: { not: null } } : erased === false ? { erasedAt: null } : {}),
  }),
});
