import { Lazy } from "../lazy";

/** What is needed for answers that come bit by bit. A quiz does without: its cards come whole. */
export const growing = new Lazy("growing answers", () => import("./growing-parts"));
