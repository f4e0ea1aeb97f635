import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { clientNetwork, isLoopbackAddress } from "./client-address.ts";

/** Answers how many seconds a client has to wait before its next request; 0: none. */
export type RequestLimit = (address: string) => Promise<number>;

/**
 * A coarse limit for each client address and minute, in the memory of this process: it keeps one reader from taking the
 * node for itself, and no more. This computer itself is not limited: programs on it have better ways to do harm, and a proxy on
 * it that is not trusted stands for all its readers at once. `perMinute` 0 is no limit.
 */
export function requestLimit(perMinute: number): RequestLimit {
  if (perMinute === 0) return async () => 0;
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (address) => {
    if (isLoopbackAddress(address)) return 0;
    try {
      await limiter.consume(clientNetwork(address));
      return 0;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
      throw error;
    }
  };
}
