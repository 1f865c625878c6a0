import type { JSX } from "preact";
import { Icon } from "../icons/icon";
import type { Notice } from "../state/reducer";
import { Markdown } from "../text/markdown";
import { noticeCss } from "../theme/notice.css";
import { addStyles } from "../theme/sheet";
import { useChat } from "./context";
import { IconButton } from "./icon-button";

addStyles(noticeCss);

/** What the server has to say beside the answer, until it is dismissed. */
export function NoticeAlert({ notice }: { notice: Notice }): JSX.Element {
  const { controller, text } = useChat();
  return (
    <div class={`alert ${notice.level}`} role={notice.level === "danger" ? "alert" : "status"}>
      <Icon name={notice.level === "info" ? "info" : "lucide:triangle-alert"} />
      <div>
        <strong>{notice.title ?? text.notice[notice.level]}</strong>
        <Markdown value={notice.message} />
      </div>
      <IconButton
        small
        icon="close"
        label={text.dismiss}
        onClick={() => controller.store.dispatch({ type: "local.notice_dismissed", notice })}
      />
    </div>
  );
}
