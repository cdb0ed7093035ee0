import type { Api, Boot } from "./api";
import { Classifier } from "./classifier";
import { inputsOf, type Inputs } from "./inputs";
import { packedFiles } from "./packed-files";
import { sha256 } from "./sha256";

/** A model that was fetched, verified and started. */
export interface RunningModel {
  id: string;
  classifier: Classifier;
  inputs: Inputs;
}

/** Fetches the model that an agent is to run, verifies it, starts it, and reports each step to the server. */
export async function startModel(api: Api, boot: Boot, tell: (what: string) => void): Promise<RunningModel> {
  const { agent_id: agent, checksum, url } = boot;
  if (boot.model === null || boot.signature === null || checksum === null || url === null) throw new Error("There is no model.");
  try {
    await api.report(agent, checksum, "downloading");
    tell(`Downloading ${boot.model.name} ${boot.model.version}…`);
    const bytes = await download(url, boot.size ?? 0, checksum);
    await api.report(agent, checksum, "verified");
    tell("Starting the model…");
    const labels = boot.model.labels.length > 0 ? boot.model.labels : boot.signature.labels ?? [];
    const classifier = await Classifier.load(bytes, labels);
    const inputs = inputsOf(await packedFiles(bytes), boot.signature.inputs[0]?.name ?? null, classifier.width);
    await api.report(agent, checksum, "running");
    return { id: boot.model.id, classifier, inputs };
  } catch (error) {
    await api.report(agent, checksum, "failed", `${error}`).catch(() => undefined);
    throw error;
  }
}

async function download(url: string, size: number, checksum: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The model's file could not be fetched: ${answer.status} ${answer.statusText}.`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.length !== size) throw new Error(`The model's file has ${bytes.length} bytes, not ${size}.`);
  const found = await sha256(bytes);
  if (found !== checksum) throw new Error(`The model's file is another than was assigned: its SHA-256 is ${found}, not ${checksum}.`);
  return bytes;
}
