const endOfDirectory = 0x06054b50, directoryEntry = 0x02014b50;
const endBytes = 22, entryBytes = 46, localBytes = 30;
const stored = 0, deflated = 8;

/** The text files that stand as a zip behind a model: TFLite's way to bring labels and the like along. */
export async function packedFiles(model: Uint8Array<ArrayBuffer>): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const view = new DataView(model.buffer, model.byteOffset, model.byteLength);
  const end = findEnd(view);
  if (end < 0) return files;
  const text = new TextDecoder();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0 && view.getUint32(at, true) === directoryEntry; left--) {
    const nameBytes = view.getUint16(at + 28, true);
    const name = text.decode(model.subarray(at + entryBytes, at + entryBytes + nameBytes));
    const local = view.getUint32(at + 42, true);
    const start = local + localBytes + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packed = model.subarray(start, start + view.getUint32(at + 20, true));
    const content = await unpack(packed, view.getUint16(at + 10, true));
    if (content !== null) files.set(name, text.decode(content));
    at += entryBytes + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }

  return files;
}

/** The lines of a text, without the empty one behind the last. */
export function lines(text: string): string[] {
  return text.replace(/\n$/, "").split("\n").map(line => line.replace(/\r$/, ""));
}

function findEnd(view: DataView): number {
  const comment = 65_535;
  for (let at = view.byteLength - endBytes; at >= Math.max(0, view.byteLength - endBytes - comment); at--) {
    if (view.getUint32(at, true) === endOfDirectory) return at;
  }

  return -1;
}

async function unpack(packed: Uint8Array<ArrayBuffer>, method: number): Promise<Uint8Array | null> {
  if (method === stored) return packed;
  if (method !== deflated) return null;
  const inflated = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}
