import { Lazy } from "../lazy";
import { blockReader } from "../text/reader";

/** What is needed for answers that come bit by bit. A quiz does without: its cards come whole. */
export const growing = new Lazy("growing answers", async () => {
  const [parts] = await Promise.all([import("./growing-parts"), blockReader.start()]);
  return parts;
});
