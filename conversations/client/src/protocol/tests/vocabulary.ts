/**
 * Proof, by the compiler, that no request, event, update, item, task, source and field of the Python
 * SDK is missing in the types here: what it names in an error is what has to be handled.
 * `make golden` writes vocabulary.json from the installed SDK.
 */
import type vocabulary from "../../tests/golden/vocabulary.json";
import type {
  Annotation,
  AssistantContent,
  Attachment,
  GeneratedImage,
  InferenceOptions,
  ItemUpdate,
  JsonOperations,
  Page,
  Source,
  StreamEvent,
  StreamOperations,
  StructuredAnswer,
  StructuredInput,
  StructuredSubmission,
  Task,
  Thread,
  ThreadItem,
  ThreadStatus,
  UploadDescriptor,
  UserMessageContent,
  UserMessageInput,
  Workflow,
} from "../types";

type Words = typeof vocabulary;

/** What `Theirs` (word -> field -> true) has that `Ours` (word -> its type) lacks, by name. */
type Missing<Theirs, Ours> = {
  [W in keyof Theirs]: W extends keyof Ours ? Exclude<keyof Theirs[W], keyof Ours[W]> : W;
}[keyof Theirs];

/** A union of `{ type }`, as word -> its member. */
type ByType<U extends { type: string }> = { [W in U["type"]]: Extract<U, { type: W }> };

type Params = { [K in keyof JsonOperations]: JsonOperations[K][0] };

type Others = {
  page: Page<never>;
  thread: Thread;
  input: UserMessageInput;
  inference: InferenceOptions;
  workflow: Workflow;
  answer: StructuredAnswer;
  submission: StructuredSubmission;
  upload: UploadDescriptor;
  image: GeneratedImage;
};

type None<T extends never> = T;

export type Complete = [
  None<Missing<Words["streaming"], StreamOperations>>,
  None<Missing<Words["answered"], Params>>,
  None<Missing<Words["events"], ByType<StreamEvent>>>,
  None<Missing<Words["updates"], ByType<ItemUpdate>>>,
  None<Missing<Words["items"], ByType<ThreadItem>>>,
  None<Missing<Words["statuses"], ByType<ThreadStatus>>>,
  None<Missing<Words["tasks"], ByType<Task>>>,
  None<Missing<Words["sources"], ByType<Source>>>,
  None<Missing<Words["questions"], ByType<StructuredInput>>>,
  None<Missing<Words["userContent"], ByType<UserMessageContent>>>,
  None<Missing<Words["assistantContent"], ByType<AssistantContent>>>,
  None<Missing<Words["annotations"], ByType<Annotation>>>,
  None<Missing<Words["attachments"], ByType<Attachment>>>,
  None<Missing<Words["others"], Others>>,
];
