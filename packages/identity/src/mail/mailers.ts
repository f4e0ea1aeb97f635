import { mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import type { Mail, Mailer } from "./mail.ts";

const PATIENCE_MS = 10_000;

/** Hands letters to a mail server, such as `smtps://user:password@mail.example.org`. */
export function smtpMailer(url: string, from: string): Mailer {
  const patience = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
  const transport = createTransport({ url, ...patience });
  return {
    kind: "smtp",
    send: async (mail) => {
      await transport.sendMail(envelope(mail, from));
    },
    close: () => transport.close(),
  };
}

/** Writes letters into a folder, one file each (RFC 5322), named by their time. The folder is the operator's alone. */
export function folderMailer(folder: string, from: string, now: () => Date): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  let written = 0;
  return {
    kind: "folder",
    send: async (mail) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { message } = await transport.sendMail({ ...envelope(mail, from), date: now() });
      written += 1;
      const name = `${now().toISOString().replaceAll(/\D/gu, "")}-${String(written).padStart(4, "0")}.eml`;
      // A reader of the folder never meets half a letter.
      const file = await open(join(folder, `.${name}`), "wx", 0o600);
      try {
        await file.writeFile(message as Buffer);
      } finally {
        await file.close();
      }
      await rename(join(folder, `.${name}`), join(folder, name));
    },
    close: () => {},
  };
}

/** The newest letters of a folder, as they were written: at most `atMost`, newest first. An absent folder has none. */
export async function lettersIn(folder: string, atMost: number): Promise<readonly { readonly name: string; readonly source: Buffer }[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const letters = names.filter((name) => /^\d+-\d+\.eml$/u.test(name)).toSorted();
  const newest = letters.slice(-atMost).toReversed();
  return Promise.all(newest.map(async (name) => ({ name, source: await readFile(join(folder, name)) })));
}

// nodemailer encodes what it is given; a line break in an address or a subject adds no header of its own.
function envelope({ to, subject, text }: Mail, from: string): SendMailOptions {
  return { from, to: { name: "", address: to }, subject, text, disableFileAccess: true, disableUrlAccess: true };
}
