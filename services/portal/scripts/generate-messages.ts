/** Writes the types of all messages from the English catalogue. Run after changing a key or an argument. */
import { readFileSync, writeFileSync } from "node:fs";
import { messageTypes } from "../src/locales/message-types.ts";

const folder = new URL("../src/locales/", import.meta.url);
const catalogue = JSON.parse(readFileSync(new URL("en.json", folder), "utf8")) as Record<string, string>;
writeFileSync(new URL("messages.ts", folder), messageTypes(catalogue));
