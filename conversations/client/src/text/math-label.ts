import { createContext } from "preact";

/**
 * True where formulas are part of a control's name: Chromium computes an empty name from
 * MathML alone, so there they carry their text as a label.
 */
export const MathLabel = createContext(false);
