import type { FunctionComponent, JSX } from "preact";
import type { ThreadItem } from "../protocol/types";
import { addStyles } from "../theme/sheet";
import { stepsCss } from "../theme/steps.css";
import { GeneratedImage } from "./generated-image";
import { Task } from "./steps/task";
import { Workflow } from "./steps/workflow";
import { Answers } from "./structured-input/answers";
import { ToolCall } from "./tool-call";

/** Beside the items of a thread. */
export { NoticeAlert } from "../ui/notice";

addStyles(stepsCss);

/** Items that are drawn in the core, or that nothing is shown for. */
type Elsewhere =
  | "user_message"
  | "assistant_message"
  | "widget"
  | "end_of_turn"
  | "hidden_context_item"
  | "sdk_hidden_context";

export type OtherType = Exclude<ThreadItem["type"], Elsewhere>;
export type ItemOf<T extends ThreadItem["type"]> = Extract<ThreadItem, { type: T }>;

export interface ItemProps<T extends ThreadItem["type"]> {
  item: ItemOf<T>;
  /** Still growing. */
  live: boolean;
  imageDomains: readonly string[] | undefined;
}

/** Every other item and its component. The compiler sees to it that none is missing. */
const registry: { [T in OtherType]: FunctionComponent<ItemProps<T>> } = {
  client_tool_call: ToolCall,
  generated_image: GeneratedImage,
  structured_input: Answers,
  task: ({ item }) => (
    <div class="steps">
      <Task task={item.task} />
    </div>
  ),
  workflow: Workflow,
};

export function OtherItem(props: ItemProps<ThreadItem["type"]>): JSX.Element {
  const Shown = registry[props.item.type as OtherType] as FunctionComponent<typeof props>;
  return <Shown {...props} />;
}
