/** All that the composer can do beyond a text. Loaded by chats that use some of it. */

import type { JSX } from "preact";
import { composerExtrasCss } from "../../../theme/composer-extras.css";
import { addStyles } from "../../../theme/sheet";
import { useChat } from "../../context";
import { useLatest } from "../../use-store";
import type { Area } from "../edit";
import type { Listbox } from "../text-box";
import { AttachButton } from "./attach-button";
import { DictateButton, useDictation } from "./dictate";
import { DropZone } from "./drop-zone";
import { FileChips } from "./files";
import { MentionButton } from "./mention-button";
import { ModelMenu } from "./models";
import { Problems } from "./problems";
import { Quote } from "./quote";
import { Suggestions } from "./suggestions/suggestions";
import { ToolButtons } from "./tools";

export { TagMarks } from "./tag-marks";

addStyles(composerExtrasCss);

export interface ExtrasProps {
  area: Area;
  isLocked: boolean;
  setListbox: (listbox: Listbox | null) => void;
}

/** What stands over the text. */
export function Above({ area, isLocked, setListbox }: ExtrasProps): JSX.Element {
  const { options, composer } = useChat();
  const { files, problems, reply } = useLatest(composer.desk.store);
  const canAttach = options.composer?.attachments?.enabled && !isLocked;
  return (
    <>
      {reply && <Quote reply={reply} />}
      {canAttach && <DropZone area={area} />}
      {!isLocked && <Suggestions area={area} setListbox={setListbox} />}
      {problems.length > 0 && <Problems problems={problems} />}
      {files.length > 0 && <FileChips files={files} area={area} />}
    </>
  );
}

/** The row of buttons below the text. */
export function Toolbar({ area, isLocked }: ExtrasProps): JSX.Element {
  const { options } = useChat();
  const { attachments, tools = [], models = [], dictation } = options.composer ?? {};
  const { RecordingBar, isDictating, begin, end } = useDictation(area);
  if (isDictating) {
    return <div class="toolbar">{RecordingBar && <RecordingBar area={area} onEnd={end} />}</div>;
  }
  return (
    <div class="toolbar">
      {attachments?.enabled && <AttachButton isDisabled={isLocked} />}
      {options.entities?.onTagSearch && options.entities.showComposerMenu && (
        <MentionButton area={area} isDisabled={isLocked} />
      )}
      {tools.length > 0 && <ToolButtons tools={tools} area={area} isDisabled={isLocked} />}
      <span class="gap" />
      {models.length > 0 && <ModelMenu models={models} area={area} isDisabled={isLocked} />}
      {dictation?.enabled && <DictateButton isDisabled={isLocked} onBegin={begin} />}
    </div>
  );
}
