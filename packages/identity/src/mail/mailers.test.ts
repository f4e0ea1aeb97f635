import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { write } from "./letters.ts";
import { folderMailer, lettersIn, smtpMailer } from "./mailers.ts";

const cleaning: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0)) await clean();
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "letters-"));
  cleaning.push(() => rm(path, { recursive: true }));
  return join(path, "mail");
}

/** A real mail server on a free port, and what it was handed. */
async function mailServer(answer: (done: (error?: Error) => void) => void = (done) => done()) {
  const received: Buffer[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push(Buffer.concat(chunks));
        answer(done);
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  cleaning.push(() => new Promise<void>((resolve) => server.close(resolve)));
  return { received, url: `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}` };
}

const from = "Dostyk <node@dostyk.example>";
const now = () => new Date("2026-01-01T00:00:00Z");
const reader = { email: "officer@example.org", locale: "kk" };
const invitation = {
  kind: "invitation",
  body: "Қазақстан қалалары\r\nBcc: other@example.org",
  link: "https://dostyk.example/kk/join/abc",
} as const;

describe("a letter", () => {
  it("reaches a mail server in the reader's language", async () => {
    const { received, url } = await mailServer();
    const mailer = smtpMailer(url, from);
    cleaning.push(async () => mailer.close());
    await mailer.send(write(invitation, reader, "https://dostyk.example"));
    const read = await PostalMime.parse(received[0] ?? "");
    expect(read.subject).toContain("Шақыру: Қазақстан қалалары");
    expect(read.text).toContain("https://dostyk.example/kk/join/abc");
    expect(read.to?.map(({ address }) => address)).toEqual(["officer@example.org"]);
  });

  it("gets no further reader from a line break in a name", async () => {
    const { received, url } = await mailServer();
    const mailer = smtpMailer(url, from);
    cleaning.push(async () => mailer.close());
    await mailer.send(write(invitation, reader, "https://dostyk.example"));
    const read = await PostalMime.parse(received[0] ?? "");
    expect(read.headers.map(({ key }) => key)).not.toContain("bcc");
  });

  it("rejects when the server refuses it", async () => {
    const { url } = await mailServer((done) => done(new Error("full")));
    const mailer = smtpMailer(url, from);
    cleaning.push(async () => mailer.close());
    await expect(mailer.send(write({ kind: "attempts" }, reader, "https://dostyk.example"))).rejects.toThrow(/full/u);
  });

  it("rejects when there is no server", async () => {
    const mailer = smtpMailer("smtp://127.0.0.1:9", from);
    await expect(mailer.send(write({ kind: "attempts" }, reader, "https://dostyk.example"))).rejects.toThrow(/ECONNREFUSED|Connection/u);
  });
});

describe("a folder of letters", () => {
  it("holds each as one file that only its owner reads, newest first", async () => {
    const path = await folder();
    const mailer = folderMailer(path, from, now);
    await mailer.send(write({ kind: "attempts" }, { ...reader, locale: "ru" }, "https://dostyk.example"));
    await mailer.send(write(invitation, reader, "https://dostyk.example"));
    const letters = await Promise.all((await lettersIn(path, 10)).map(({ source }) => PostalMime.parse(source)));
    expect(letters.map(({ subject }) => subject?.slice(0, 7))).toEqual(["Шақыру:", "Кто-то "]);
    const [file = ""] = await readdir(path);
    expect((await stat(join(path, file))).mode & 0o777).toBe(0o600);
  });

  it("is empty before the first letter", async () => {
    expect(await lettersIn(await folder(), 10)).toEqual([]);
  });
});
