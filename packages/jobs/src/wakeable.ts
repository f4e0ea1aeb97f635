/** A rest that somebody may end early. */
export type Wakeable = {
  /** Waits for so long, or until it is woken; not at all when it was woken since the last wait. `deaf`: only `end` wakes. */
  wait(ms: number, options?: { readonly deaf?: boolean }): Promise<void>;
  wake(): void;
  /** Wakes, and lets nobody rest again. */
  end(): void;
};

/** Makes one. */
export function wakeable(): Wakeable {
  let woken = false;
  let over = false;
  let rouse: (() => void) | undefined;
  let deaf = false;
  return {
    wait: (ms, options = {}) =>
      new Promise((resolve) => {
        deaf = options.deaf === true;
        const done = (): void => {
          clearTimeout(timer);
          rouse = undefined;
          woken = false;
          resolve();
        };
        const timer = setTimeout(done, ms);
        rouse = done;
        if (over || (woken && !deaf)) done();
      }),
    wake() {
      woken = true;
      if (!deaf) rouse?.();
    },
    end() {
      over = true;
      rouse?.();
    },
  };
}
