/** What is done at once, as if it took its time: what it throws is a rejection. */
export const atOnce = <T>(act: () => T): Promise<T> => new Promise(resolve => resolve(act()));
