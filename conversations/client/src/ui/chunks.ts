import type { ThreadItem } from "../protocol/types";

const SIZE = 10;

export interface Chunk {
  /** Of its first item. */
  id: string;
  items: ThreadItem[];
  /** It came with many others, and further up than anyone looks at once. */
  isFar: boolean;
}

/** Divides a growing list into chunks that stay the same: only those are drawn again that changed. */
export class Chunks {
  private first: string | undefined;
  /** The ids that chunks begin with, and whether they are far. */
  private readonly starts = new Map<string, boolean>();

  divide(items: readonly ThreadItem[]): Chunk[] {
    this.takeIn(items);
    const chunks: Chunk[] = [];
    let chunk: Chunk | undefined;
    for (const item of items) {
      if (!chunk || this.starts.has(item.id) || chunk.items.length >= 2 * SIZE) {
        const isFar = this.starts.get(item.id) ?? false;
        this.starts.set(item.id, isFar);
        chunk = { id: item.id, items: [], isFar };
        chunks.push(chunk);
      }
      chunk.items.push(item);
    }
    return chunks;
  }

  /** Items that came above the known ones are divided from their end, where the reader is. */
  private takeIn(items: readonly ThreadItem[]): void {
    const known = items.findIndex(({ id }) => id === this.first);
    if (known < 0) this.starts.clear();
    const arrived = known < 0 ? items.length : known;
    for (let end = arrived; end > 0; end -= SIZE) {
      const start = items[Math.max(end - SIZE, 0)];
      if (start) this.starts.set(start.id, arrived - end >= 4 * SIZE);
    }
    this.first = items[0]?.id;
  }
}
