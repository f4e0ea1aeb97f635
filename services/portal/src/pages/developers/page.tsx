import { Heading, Section } from "../../components/head.tsx";
import { BadRequest } from "../../faults.ts";
import { href, type Page, type PageHandler } from "../../page.ts";
import { type Example, examples } from "./examples.ts";
import { asksOnly } from "./only-questions.ts";

const longestQuestion = 4_000;
const longestAnswer = 20_000;

/** The API by example: each question can be asked here, and its real answer is shown. */
export const developersPage: PageHandler = async (page) => {
  const { t, origin } = page;
  const own = (page.query.get("query") ?? "").trim();
  const wanted = page.query.get("example") ?? "";
  if (wanted !== "" && !examples.some(({ name }) => name === wanted)) throw new BadRequest(`There is no example "${wanted}".`);
  const example = examples.find(({ name }) => name === wanted);
  const exampleAnswer = example === undefined ? null : await answerTo(page, example.question);
  const ownAnswer = own === "" ? null : await answerTo(page, own);
  return {
    title: t("developers.title"),
    description: t("developers.description"),
    trail: [],
    body: (
      <>
        <Heading>{t("developers.title")}</Heading>
        <p class="govuk-body-l">{t("developers.lead")}</p>
        <p class="govuk-body">
          {t("developers.endpoint")}: <code>{origin}/graphql</code>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/graphql">
            {t("developers.explore")}
          </a>
        </p>
        <h2 class="govuk-heading-m">{t("developers.curl")}</h2>
        <Code
          label={t("developers.curl")}
          text={`curl ${origin}/graphql --json '{ "query": "{ partnerships { totalCount nodes { title } } }" }'`}
        />
        <Section id="examples" title={t("developers.examples")}>
          {examples.map((one) => (
            <ExampleOf page={page} example={one} answer={one === example ? exampleAnswer : null} />
          ))}
        </Section>
        <Section id="own" title={t("developers.own")}>
          <form method="get" action={`${href(page, "/developers")}#own`}>
            <div class="govuk-form-group">
              <label class="govuk-label" for="query">
                {t("developers.question")}
              </label>
              <div class="govuk-hint" id="query-hint">
                {t("developers.mutations")}
              </div>
              <textarea
                class="question"
                id="query"
                name="query"
                spellcheck={false}
                maxlength={longestQuestion}
                aria-describedby="query-hint"
              >
                {own === "" ? "{\n  localNode {\n    uri\n    claims\n  }\n}" : own}
              </textarea>
            </div>
            <button class="govuk-button" type="submit">
              {t("developers.ask")}
            </button>
          </form>
          {ownAnswer === null ? null : <Answered page={page} to={t("developers.own")} answer={ownAnswer} />}
        </Section>
        <Section id="limits" title={t("developers.limits")}>
          <p class="govuk-body">{t("developers.limitsText")}</p>
        </Section>
      </>
    ),
  };
};

function ExampleOf({ page, example, answer }: { page: Page; example: Example; answer: string | null }) {
  const { t } = page;
  const title = t(`developers.example.${example.name}`);
  return (
    <section>
      <h3 class="govuk-heading-m" id={example.name}>
        {title}
      </h3>
      <Code label={`${t("developers.question")}: ${title}`} text={example.question} />
      <p class="govuk-body">
        <a class="govuk-link" href={`${href(page, "/developers", { example: example.name })}#${example.name}`}>
          {t("developers.run")}
          <span class="govuk-visually-hidden">: {title}</span>
        </a>
        {" – "}
        <a class="govuk-link" href={`/graphql?query=${encodeURIComponent(example.question)}`}>
          {t("developers.graphiql")}
          <span class="govuk-visually-hidden">: {title}</span>
        </a>
      </p>
      {answer === null ? null : <Answered page={page} to={title} answer={answer} />}
    </section>
  );
}

function Answered({ page, to, answer }: { page: Page; to: string; answer: string }) {
  return (
    <>
      <h4 class="govuk-heading-s">{page.t("developers.answer")}</h4>
      <Code label={`${page.t("developers.answer")}: ${to}`} text={answer} />
    </>
  );
}

/** Code keeps its lines; a long one scrolls inside a named region that takes the focus. */
function Code({ label, text }: { label: string; text: string }) {
  return (
    <pre class="code" role="region" aria-label={label} tabindex={0}>
      {text}
    </pre>
  );
}

async function answerTo(page: Page, question: string): Promise<string> {
  if (question.length > longestQuestion) return page.t("developers.tooLong");
  if (!asksOnly(question)) return page.t("developers.mutations");
  const text = JSON.stringify(await page.askPlainly(question), null, 2);
  return text.length <= longestAnswer ? text : `${text.slice(0, longestAnswer)}\n…`;
}
