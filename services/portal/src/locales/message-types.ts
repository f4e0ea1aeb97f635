/** The TypeScript text of messages.ts; a test holds the file to it. */
import { argumentsOf } from "./message-arguments.ts";

/** The type file for a catalogue: every key with the arguments its text takes. */
export function messageTypes(catalogue: Readonly<Record<string, string>>): string {
  const lines = Object.entries(catalogue).map(([key, text]) => {
    const kinds = Object.entries(argumentsOf(text));
    const name = /^[A-Za-z_$][\w$]*$/u.test(key) ? key : JSON.stringify(key);
    if (kinds.length === 0) return `  readonly ${name}: {};`;
    return `  readonly ${name}: { ${kinds.map(([argument, kind]) => `readonly ${argument}: ${kind}`).join("; ")} };`;
  });
  return `// Made by scripts/generate-messages.ts from en.json.

/** The arguments of every message, by key. */
export interface MessageArguments {
${lines.join("\n")}
}
`;
}
