import type { LocalizedText } from "@dostyk/kernel";

/** One question of a checklist, which each party answers by a score and a note. */
export type Criterion = { readonly code: string; readonly title: LocalizedText; readonly question: LocalizedText };

/** Scores go from 0, not at all, to this: wholly. */
export const highestScore = 4;

/**
 * The built-in checklist: the ten G20 Rome High-Level Principles on City-to-City Partnerships for Localising the SDGs (2021),
 * as OECD, City-to-City Partnerships to Localise the Sustainable Development Goals (2023), Box 1.2 lists them. Titles and
 * questions are in our own words.
 */
export const checklist = {
  code: "g20-2021",
  source: "G20 Rome High-Level Principles on City-to-City Partnerships for Localising the SDGs, 2021",
  criteria: [
    criterion(
      "territorial-approach",
      ["The whole territory", "Вся территория", "Бүкіл аумақ"],
      [
        "Does the partnership work on what the territory needs, across departments?",
        "Решает ли партнёрство нужды территории, объединяя ведомства?",
        "Серіктестік ведомстволарды біріктіріп, аумақтың қажеттерімен айналыса ма?",
      ],
    ),
    criterion(
      "multi-level-governance",
      ["Levels of government together", "Уровни власти вместе", "Билік деңгейлері бірге"],
      [
        "Do region and state know of it, support it and take part?",
        "Знают ли о нём регион и государство, поддерживают ли и участвуют ли?",
        "Өңір мен мемлекет ол туралы біле ме, қолдай ма, қатыса ма?",
      ],
    ),
    criterion(
      "rural-urban-continuum",
      ["Town and country", "Город и село", "Қала мен ауыл"],
      [
        "Do the villages and towns around the city gain by it too?",
        "Получают ли пользу и окрестные сёла и города?",
        "Қала төңірегіндегі ауылдар мен қалаларға да пайдасы тие ме?",
      ],
    ),
    criterion(
      "peer-to-peer-learning",
      ["Learning from each other", "Взаимное обучение", "Бір-бірінен үйрену"],
      [
        "Do people of the same trade teach each other, in both directions?",
        "Учат ли друг друга коллеги, в обе стороны?",
        "Әріптестер бір-бірін екі жақты үйрете ме?",
      ],
    ),
    criterion(
      "capacity-development",
      ["Growing ability", "Развитие возможностей", "Мүмкіндікті дамыту"],
      [
        "Can the administrations do more than before, and will it last?",
        "Могут ли администрации больше, чем прежде, и надолго ли это?",
        "Әкімдіктердің қолынан бұрынғыдан көп іс келе ме, ол ұзаққа бара ма?",
      ],
    ),
    criterion(
      "digitalisation",
      ["Digital means", "Цифровые средства", "Цифрлық құралдар"],
      [
        "Are digital means used where they help, and open to all?",
        "Применяются ли цифровые средства там, где помогают, и доступны ли они всем?",
        "Цифрлық құралдар пайдалы жерінде қолданыла ма, бәріне қолжетімді ме?",
      ],
    ),
    criterion(
      "data-and-indicators",
      ["Data and indicators", "Данные и показатели", "Деректер мен көрсеткіштер"],
      [
        "Is there data that shows what changed, and is it shared?",
        "Есть ли данные о том, что изменилось, и делятся ли ими?",
        "Ненің өзгергенін көрсететін деректер бар ма, олармен бөлісе ме?",
      ],
    ),
    criterion(
      "monitoring-and-evaluation",
      ["Watching and judging", "Наблюдение и оценка", "Бақылау мен бағалау"],
      [
        "Do the parties look at results together, and change course by them?",
        "Смотрят ли стороны на итоги вместе и меняют ли по ним курс?",
        "Тараптар нәтижені бірге қарап, бағытын соған қарай өзгерте ме?",
      ],
    ),
    criterion(
      "financing",
      ["Money", "Финансирование", "Қаржыландыру"],
      [
        "Is the money enough, known, and not from one giver alone?",
        "Достаточно ли денег, известны ли они и не от одного ли дарителя?",
        "Қаржы жеткілікті ме, белгілі ме, жалғыз берушіден ғана емес пе?",
      ],
    ),
    criterion(
      "engagement",
      ["Everybody concerned", "Участие всех", "Баршаның қатысуы"],
      [
        "Do citizens, businesses and associations have a part and a say?",
        "Участвуют ли жители, бизнес и объединения и слышат ли их?",
        "Тұрғындар, кәсіпкерлер мен бірлестіктер қатыса ма, олардың сөзі өте ме?",
      ],
    ),
  ],
} as const satisfies { readonly code: string; readonly source: string; readonly criteria: readonly Criterion[] };

type InThree = readonly [en: string, ru: string, kk: string];

function criterion(code: string, [en, ru, kk]: InThree, question: InThree): Criterion {
  return { code, title: { en, ru, kk }, question: { en: question[0], ru: question[1], kk: question[2] } };
}

/** What one party answers to one criterion: 0 (not at all) to 4 (wholly). */
export type Score = { readonly criterion: string; readonly score: number; readonly note: string | null };

/** The answers to one criterion side by side. */
export type Comparison = {
  readonly criterion: Criterion;
  /** Mean of the parties that answered; null where none did. */
  readonly average: number | null;
  /** Highest less lowest; null where fewer than two answered. */
  readonly gap: number | null;
};

/** Every criterion with the mean and the gap of what the parties answered; a party that did not answer one counts for nothing in it. */
export function compare(parties: readonly (readonly Score[])[]): readonly Comparison[] {
  return checklist.criteria.map((one) => {
    const given = parties.flatMap((answers) => answers.filter(({ criterion: code }) => code === one.code).map(({ score }) => score));
    return {
      criterion: one,
      average: given.length === 0 ? null : given.reduce((sum, score) => sum + score, 0) / given.length,
      gap: given.length < 2 ? null : Math.max(...given) - Math.min(...given),
    };
  });
}
