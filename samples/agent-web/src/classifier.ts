import { loadAndCompile, loadLiteRt, Tensor, type CompiledModel } from "@litertjs/core";

/** What a model says of one input. */
export interface Saying {
  label: string;
  confidence: number;
  scores: Record<string, number>;
}

let runtime: Promise<unknown> | undefined;

/** A model that runs in this page, on LiteRT. */
export class Classifier {
  private constructor(private readonly model: CompiledModel, private readonly labels: readonly string[]) {}

  /** How many numbers it takes. */
  get width(): number {
    return this.shape.reduce((product, length) => product * length, 1);
  }

  private get shape(): number[] {
    return [...(this.model.getInputDetails()[0]?.shape ?? [])];
  }

  static async load(bytes: Uint8Array, labels: readonly string[]): Promise<Classifier> {
    runtime ??= loadLiteRt(new URL("wasm/", document.baseURI).href);
    await runtime;
    const model = await loadAndCompile(bytes, { accelerator: "wasm" });
    const ins = model.getInputDetails(), outs = model.getOutputDetails();
    if (ins.length !== 1 || outs.length !== 1 || ins[0]?.dtype !== "float32" || outs[0]?.dtype !== "float32") {
      model.delete();
      throw new Error("This page runs classifiers with one input and one output of floats; the model is another kind.");
    }

    return new Classifier(model, labels);
  }

  async say(numbers: Float32Array): Promise<Saying> {
    const input = new Tensor(numbers, this.shape);
    try {
      const [output] = await this.model.run(input);
      if (output === undefined) throw new Error("The model gave no output.");
      try {
        return this.read(output.toTypedArray());
      } finally {
        output.delete();
      }
    } finally {
      input.delete();
    }
  }

  /** Frees its memory, which the page's own garbage collection does not see. */
  delete(): void {
    this.model.delete();
  }

  private read(scores: ArrayLike<number>): Saying {
    const named: Record<string, number> = {};
    let best = 0;
    for (let n = 0; n < scores.length; n++) {
      named[this.label(n)] = scores[n] ?? 0;
      if ((scores[n] ?? 0) > (scores[best] ?? 0)) best = n;
    }

    return { label: this.label(best), confidence: scores[best] ?? 0, scores: named };
  }

  private label(n: number): string {
    return this.labels[n] ?? `class ${n}`;
  }
}
