import { Lazy } from "../lazy";

/** How items change while they are written. A quiz does without: its cards come whole. */
export const growing = new Lazy("growing answers", () => import("./updates"));
