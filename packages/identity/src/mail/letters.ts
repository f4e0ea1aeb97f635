import { type Locale, localeOf } from "@dostyk/kernel";
import type { Mail } from "./mail.ts";

/** What the node writes to people. Each says where it comes from and what to do when it was not expected. */
export type Letter =
  | { readonly kind: "invitation"; readonly body: string; readonly link: string }
  | { readonly kind: "verify-address"; readonly link: string }
  | { readonly kind: "set-password"; readonly link: string }
  | { readonly kind: "attempts" }
  | { readonly kind: "password-changed" };

type Words = { readonly subject: string; readonly lines: readonly string[] };
type Written = Readonly<Record<Letter["kind"], (letter: { readonly body: string; readonly link: string }) => Words>>;

const english: Written = {
  invitation: ({ body, link }) => ({
    subject: `Invitation: ${body}`,
    lines: [`You are invited to act for ${body}. The link works once and for seven days:`, link, "Do nothing if you did not expect this."],
  }),
  "verify-address": ({ link }) => ({
    subject: "Confirm your address",
    lines: ["Confirm that this is your address; the link works for an hour:", link, "Do nothing if you did not ask for this."],
  }),
  "set-password": ({ link }) => ({
    subject: "Choose a new password",
    lines: ["Choose a new password; the link works once and for an hour:", link, "Do nothing if you did not ask for this."],
  }),
  attempts: () => ({
    subject: "Somebody tries to sign in as you",
    lines: [
      "A wrong password was given for your account several times. If it was not you, choose a new password on the page of signing in.",
    ],
  }),
  "password-changed": () => ({
    subject: "Your password was changed",
    lines: ["All your other sign-ins were ended. If it was not you, choose a new password at once and tell the operator of the node."],
  }),
};

const russian: Written = {
  invitation: ({ body, link }) => ({
    subject: `Приглашение: ${body}`,
    lines: [
      `Вас приглашают действовать от имени «${body}». Ссылка сработает один раз в течение семи дней:`,
      link,
      "Если вы этого не ждали, ничего не делайте.",
    ],
  }),
  "verify-address": ({ link }) => ({
    subject: "Подтвердите адрес",
    lines: ["Подтвердите, что это ваш адрес; ссылка действует час:", link, "Если вы об этом не просили, ничего не делайте."],
  }),
  "set-password": ({ link }) => ({
    subject: "Выберите новый пароль",
    lines: ["Выберите новый пароль; ссылка сработает один раз в течение часа:", link, "Если вы об этом не просили, ничего не делайте."],
  }),
  attempts: () => ({
    subject: "Кто-то пытается войти под вашим именем",
    lines: ["Для вашей учётной записи несколько раз введён неверный пароль. Если это были не вы, выберите новый пароль на странице входа."],
  }),
  "password-changed": () => ({
    subject: "Ваш пароль изменён",
    lines: ["Все остальные ваши сеансы завершены. Если это были не вы, сразу выберите новый пароль и сообщите оператору узла."],
  }),
};

const kazakh: Written = {
  invitation: ({ body, link }) => ({
    subject: `Шақыру: ${body}`,
    lines: [
      `Сізді «${body}» атынан әрекет етуге шақырады. Сілтеме жеті күн ішінде бір рет жұмыс істейді:`,
      link,
      "Күтпеген болсаңыз, ештеңе істемеңіз.",
    ],
  }),
  "verify-address": ({ link }) => ({
    subject: "Мекенжайыңызды растаңыз",
    lines: ["Бұл сіздің мекенжайыңыз екенін растаңыз; сілтеме бір сағат жарамды:", link, "Сұрамаған болсаңыз, ештеңе істемеңіз."],
  }),
  "set-password": ({ link }) => ({
    subject: "Жаңа құпиясөз таңдаңыз",
    lines: ["Жаңа құпиясөз таңдаңыз; сілтеме бір сағат ішінде бір рет жұмыс істейді:", link, "Сұрамаған болсаңыз, ештеңе істемеңіз."],
  }),
  attempts: () => ({
    subject: "Біреу сіздің атыңыздан кіруге тырысуда",
    lines: ["Есептік жазбаңыз үшін бірнеше рет қате құпиясөз енгізілді. Бұл сіз болмасаңыз, кіру бетінде жаңа құпиясөз таңдаңыз."],
  }),
  "password-changed": () => ({
    subject: "Құпиясөзіңіз өзгертілді",
    lines: ["Басқа барлық сеанстарыңыз аяқталды. Бұл сіз болмасаңыз, бірден жаңа құпиясөз таңдап, түйін операторына хабарлаңыз."],
  }),
};

// Kyrgyz readers get Russian until somebody who speaks the language has written the letters.
const letters: Readonly<Record<Locale, Written>> = { en: english, ru: russian, kk: kazakh, ky: russian };

/** A letter in the reader's language, closed by the name of the node it comes from. */
export function write(letter: Letter, reader: { readonly email: string; readonly locale: string }, origin: string): Mail {
  const words = letters[localeOf(reader.locale)][letter.kind]({ body: "", link: "", ...letter });
  return {
    to: reader.email,
    subject: oneLine(words.subject),
    text: `${[...words.lines, `Dostyk, ${new URL(origin).host}`].join("\n\n")}\n`,
  };
}

// The name of a body is somebody's text: it stays on the one line of the subject.
function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ").slice(0, 200);
}
