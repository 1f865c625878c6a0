import { Lazy, lazyComponent } from "../lazy";

const notices = new Lazy("notices", () => import("./notice"));
export const NoticeAlert = lazyComponent(notices, (part) => part.NoticeAlert);
