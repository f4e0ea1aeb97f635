import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { letterPage } from "./letter-page.ts";
import { folderMailer } from "./mailers.ts";

it("shows letters with links that can be followed, and nothing of them as markup", async () => {
  const folder = await mkdtemp(join(tmpdir(), "letters-"));
  expect(await letterPage(folder)).toContain("No letter was written yet.");
  const mailer = folderMailer(folder, "node@dostyk.example", () => new Date("2026-01-01T00:00:00Z"));
  await mailer.send({
    to: "officer@example.org",
    subject: "<b>Қош келдіңіз</b>",
    text: "Open\n\nhttp://localhost:4000/en/join/a?b=1&c=2\n\n<script>x</script>\n",
  });
  const page = await letterPage(folder);
  expect(page).toContain("&#60;b&#62;Қош келдіңіз&#60;/b&#62;");
  expect(page).toContain('<a href="http://localhost:4000/en/join/a?b=1&#38;c=2">');
  expect(page).not.toMatch(/<script>|<b>/u);
  await rm(folder, { recursive: true });
});
