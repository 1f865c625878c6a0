/** The tool and the model that the next message goes with. */
import type { ChatKitOptions, ModelOption, ToolOption } from "@openai/chatkit";
import type { ThreadItem } from "../protocol/types";

type Options = ChatKitOptions | null;

export function chosenTool(options: Options, toolId: string | null): ToolOption | undefined {
  return options?.composer?.tools?.find(({ id }) => id === toolId);
}

/** The model that was chosen, else the one that the thread was last asked with, else the default. */
export function chosenModel(
  options: Options,
  modelId: string | null,
  items: readonly ThreadItem[],
): ModelOption | undefined {
  const models = options?.composer?.models?.filter(({ disabled }) => !disabled) ?? [];
  if (models.length === 0) return undefined;
  const withId = (wanted: string | null | undefined) => models.find(({ id }) => id === wanted);
  const asked = items.findLast((item) => item.type === "user_message");
  return (
    withId(modelId) ??
    withId(asked?.inference_options?.model) ??
    models.find((model) => model.default)
  );
}
