import { lines } from "./packed-files";

/** How what is seen becomes the numbers that a model takes. */
export interface Inputs {
  /** The fields a person fills in: numbers by their names, or one text. */
  readonly fields: readonly { name: string; kind: "number" | "text" }[];

  /** The numbers; null when something that is wanted is missing. */
  numbers(input: Record<string, unknown>): Float32Array | null;
}

/** What a model's packed files say of its input. */
export function inputsOf(files: Map<string, string>, name: string | null, width: number): Inputs {
  const features = files.get("features.txt");
  if (features !== undefined) return expect(new Features(lines(features)), lines(features).length, width);
  const vocabulary = files.get("vocabulary.txt");
  if (vocabulary !== undefined) return expect(new Words(name ?? "text", lines(vocabulary)), lines(vocabulary).length, width);
  return new Features(Array.from({ length: width }, (_, n) => `input_${n + 1}`));
}

/** Numbers, in the model's order. */
class Features implements Inputs {
  readonly fields;

  constructor(private readonly names: readonly string[]) {
    this.fields = names.map(name => ({ name, kind: "number" as const }));
  }

  numbers(input: Record<string, unknown>): Float32Array | null {
    const numbers = this.names.map(name => input[name]);
    return numbers.every(value => typeof value === "number" && Number.isFinite(value))
      ? Float32Array.from(numbers as number[])
      : null;
  }
}

/** A bag of words: 1 for each word of the vocabulary that the text has. */
class Words implements Inputs {
  readonly fields;
  private readonly places: Map<string, number>;

  constructor(private readonly field: string, vocabulary: readonly string[]) {
    this.fields = [{ name: field, kind: "text" as const }];
    this.places = new Map(vocabulary.map((word, place) => [word, place]));
  }

  numbers(input: Record<string, unknown>): Float32Array | null {
    const text = input[this.field];
    if (typeof text !== "string") return null;
    const numbers = new Float32Array(this.places.size);
    for (const word of text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []) {
      const place = this.places.get(word);
      if (place !== undefined) numbers[place] = 1;
    }

    return numbers;
  }
}

function expect(inputs: Inputs, found: number, width: number): Inputs {
  if (found !== width) throw new Error(`The model takes ${width} numbers, but names ${found} in its packed file.`);
  return inputs;
}
