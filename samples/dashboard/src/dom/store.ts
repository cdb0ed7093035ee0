/** A value that others follow. */
export interface Store<Value> {
  readonly value: Value;
  /** Takes a new value, and tells it unless it is the same. */
  set(value: Value): void;
  /** Tells the value of now and each that follows, until the returned function is called. */
  follow(tell: (value: Value) => void): () => void;
}

/** Makes a store. */
export function store<Value>(first: Value): Store<Value> {
  let value = first;
  const followers = new Set<(value: Value) => void>();
  return {
    get value() { return value; },
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const tell of [...followers]) tell(value);
    },
    follow(tell) {
      followers.add(tell);
      tell(value);
      return () => { followers.delete(tell); };
    },
  };
}
