/** Resolves once `condition` returns something truthy, with that; fails with `what` when `seconds` have passed. */
export async function eventually(what, condition, seconds = 15) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > deadline) {
      throw new Error(`after ${seconds} s still not: ${typeof what === 'function' ? what() : what}`);
    }
    await pause(10);
  }
}

/** The pace of a loop; never used to wait for something to happen. */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
