/** The wire format of ChatKit: what is sent and what comes back (`chatkit/types.py` 1.6). */
export type * from "./events";
export type * from "./items";
export type * from "./requests";
