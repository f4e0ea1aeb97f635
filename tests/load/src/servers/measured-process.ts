import { Session } from "node:inspector/promises";
import process from "node:process";

/** What the benchmark asks of a process it measures. */
export type Asked = "cpu" | "start profile" | "stop profile";

/** What it answers. Processor time is of all its threads, in microseconds. */
export type Said = { readonly port: number } | { readonly cpuMicroseconds: number } | { readonly profile: string };

/** Tells the benchmark where this process listens, and answers what it asks until it goes. */
export function announce(port: number): void {
  const session = new Session();
  const say = (said: Said) => process.send?.(said);
  const answers: Readonly<Record<Asked, () => Promise<Said>>> = {
    cpu: () => {
      const { user, system } = process.cpuUsage();
      return Promise.resolve({ cpuMicroseconds: user + system });
    },
    // Around the load only: a profile of the whole life of the process would be all start-up.
    "start profile": async () => {
      session.connect();
      await session.post("Profiler.enable");
      await session.post("Profiler.setSamplingInterval", { interval: 200 });
      await session.post("Profiler.start");
      return { profile: "" };
    },
    "stop profile": async () => {
      const { profile } = await session.post("Profiler.stop");
      session.disconnect();
      return { profile: JSON.stringify(profile) };
    },
  };
  process.on("message", (asked: Asked) => {
    answers[asked]().then(say, (error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
  process.on("disconnect", () => process.exit());
  say({ port });
}
