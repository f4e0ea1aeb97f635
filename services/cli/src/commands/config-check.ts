import { describeConfig, readConfig } from "../config.ts";

/** Prints the configuration as it is understood, without secrets. */
export async function configCheck(): Promise<void> {
  console.log(describeConfig(readConfig(process.env)));
}
