import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { Icon } from "../icons/icon";
import { safeImageUrl } from "../text/urls";
import { wantLooks } from "./css-values";
import { PictureHosts } from "./host";
import type { NodeOf } from "./types";

/** What stands above a card or a list, with an icon or the picture of a source. */
export function StatusLine(props: { status: NonNullable<NodeOf<"Card">["status"]> }): JSX.Element {
  const { status } = props;
  const hosts = useContext(PictureHosts);
  const icon = "icon" in status ? status.icon : undefined;
  const favicon = "favicon" in status ? safeImageUrl(status.favicon, hosts) : undefined;
  wantLooks(favicon);
  const framed = "frame" in status && status.frame;
  return (
    <span class="ck-status" dir="auto">
      {icon ? <Icon name={icon} size="16px" /> : null}
      {favicon ? (
        <img src={favicon} alt="" width="16" height="16" data-frame={framed ? "" : undefined} />
      ) : null}
      {status.text}
    </span>
  );
}
