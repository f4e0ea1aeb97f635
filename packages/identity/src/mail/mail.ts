/** A letter: plain text, one reader. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** How letters leave the node. */
export type Mailer = {
  /** smtp: they reach their readers. folder: they lie on this computer, for the operator to read and pass on. */
  readonly kind: "smtp" | "folder";
  /** Rejects when the letter could not be handed over. */
  send(mail: Mail): Promise<void>;
  close(): void;
};
