import process from "node:process";
import { type ConfigOptions, readConfig } from "../config.ts";
import { describeConfig } from "../describe-config.ts";

/** Prints the configuration as it is understood, without secrets. */
export async function configCheck(options: ConfigOptions): Promise<void> {
  console.log(describeConfig(readConfig(process.env, options)));
}
