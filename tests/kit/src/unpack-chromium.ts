/** Unpacks npm's Chromium, its fonts and its libraries into the temporary folder. Run as a process of its own with TMPDIR set. */
import { fileURLToPath } from "node:url";
import sparticuz, { inflate } from "@sparticuz/chromium";

await sparticuz.executablePath();
await inflate(fileURLToPath(new URL("../bin/al2023.tar.br", import.meta.resolve("@sparticuz/chromium"))));
