/**
 * A long computation, taken step by step: each step yields how far it has come, from 0 to 1, and the end returns the result. It does
 * nothing until it is run, and it may be left at any step, which is how it is aborted. A step takes milliseconds, not seconds.
 */
export type Work<Result> = Generator<number, Result, void>;

export type WorkOptions = {
  /** Asked between steps. Once aborted, the run throws the signal's reason and leaves nothing behind. */
  readonly signal?: AbortSignal | undefined;
  /** Told how far the work has come, from 0 to 1, never falling. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
};

/** Runs work to its end without pause: for small inputs and for threads that have nothing else to do. */
export function runNow<Result>(work: Work<Result>, options: WorkOptions = {}): Result {
  const advance = stepper(work, options);
  let step = advance();
  while (step.done !== true) step = advance();
  return step.value;
}

/** Runs work and lets other events in between its steps, so that a signal from outside can end it. Rejects with the signal's reason. */
export async function runInSteps<Result>(work: Work<Result>, options: WorkOptions = {}): Promise<Result> {
  const advance = stepper(work, options);
  let step = advance();
  while (step.done !== true) {
    await new Promise((resume) => setTimeout(resume, 0));
    step = advance();
  }
  return step.value;
}

/** Work as a part of greater work: its progress from 0 to 1 becomes the greater one's from `from` to `to`. */
export function* partOf<Result>(work: Work<Result>, from: number, to: number): Work<Result> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield from + (to - from) * step.value;
  }
}

function stepper<Result>(work: Work<Result>, { signal, onProgress }: WorkOptions): () => IteratorResult<number, Result> {
  let furthest = 0;
  return () => {
    signal?.throwIfAborted();
    const step = work.next();
    furthest = Math.max(furthest, step.done === true ? 1 : step.value);
    onProgress?.(furthest);
    return step;
  };
}
