import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlight, markup, nameLikeness, snippet } from "./highlight.ts";
import { tokensOf } from "./words.ts";

const tokens = (question: string) => tokensOf(question).map(({ token }) => token);
const marked = (text: string, question: string) =>
  highlight(text, tokens(question))
    .filter(({ matched }) => matched)
    .map((piece) => piece.text);

describe("highlight()", () => {
  it.each([
    ["Дорога в Жезқазған", "Jezkazgan", ["Жезқазған"]],
    ["Great Falls and Naryn", "great falls", ["Great", "Falls"]],
    ["Экибастуз зимой", "ekibastus", ["Экибастуз"]],
    ["Велодорожки города", "велодор", ["Велодорожки"]],
    ["Nothing here", "almaty", []],
    ["Djalal-Abad", "jalalabad", ["Djalal-Abad"]],
  ])("marks in %j what %j found", (text, question, words) => {
    expect(marked(text, question)).toEqual(words);
  });

  it("loses and adds nothing", () => {
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(text, text, (one, question) => {
        expect(
          highlight(one, tokens(question))
            .map((piece) => piece.text)
            .join(""),
        ).toBe(one);
      }),
    );
  });
});

describe("markup()", () => {
  it("lets no sign of the text be a tag", () => {
    expect(markup(highlight(`<img src=x onerror="alert('almaty')"> & Almaty`, tokens("almaty")))).toBe(
      "&lt;img src=x onerror=&quot;alert(&#39;<mark>almaty</mark>&#39;)&quot;&gt; &amp; <mark>Almaty</mark>",
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (text, question) => {
        const html = markup(highlight(text, tokens(question)));
        expect(html.replaceAll(/<\/?mark>/gu, "")).not.toMatch(/[<>"']/u);
      }),
    );
  });
});

describe("snippet()", () => {
  const long = `${"Before it nothing. ".repeat(30)}Waste is sorted in Almaty by its people. ${"After it nothing. ".repeat(30)}`;

  it("shows where the words stand together", () => {
    const text =
      snippet(long, tokens("sorted waste almaty"), 120)
        ?.map((piece) => piece.text)
        .join("") ?? "";
    expect(text).toContain("Waste is sorted in Almaty");
    expect(text).toMatch(/^… .* …$/u);
    expect(text.length).toBeLessThan(140);
  });

  it("is null where no word stands, and the whole of a short text", () => {
    expect(snippet(long, tokens("penguin"), 120)).toBeNull();
    expect(
      snippet("In Almaty.", tokens("almaty"), 120)
        ?.map((piece) => piece.text)
        .join(""),
    ).toBe("In Almaty.");
  });
});

describe("nameLikeness()", () => {
  it("puts the spelling that was asked for before the others", () => {
    const names = ["Atyrau", "Атырау", "Aturay", "Guryev"];
    const best = (question: string) => names.toSorted((a, b) => nameLikeness(b, tokens(question)) - nameLikeness(a, tokens(question)))[0];
    expect(best("Aturay")).toBe("Aturay");
    expect(best("гурьев")).toBe("Guryev");
    expect(best("atyrau city")).toBe("Atyrau");
  });
});
