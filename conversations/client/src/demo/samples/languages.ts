import { itemSamples } from "../../items/samples";
import { answer, user } from "../../items/samples/base";
import type { Sample } from "../sample";

type Locale = NonNullable<NonNullable<Sample["options"]>["locale"]>;

const LANGUAGES: readonly [Locale, string, question: string, answer: string][] = [
  ["de", "German", "Wie teilt sich eine Zelle?", "In **vier Phasen**. Zuerst kommt die Prophase."],
  ["fr", "French", "Comment se divise une cellule ?", "En **quatre phases**. D’abord la prophase."],
  ["es", "Spanish", "¿Cómo se divide una célula?", "En **cuatro fases**. Primero la profase."],
  ["pt", "Portuguese", "Como uma célula se divide?", "Em **quatro fases**. Primeiro a prófase."],
  ["ar", "Arabic", "كيف تنقسم الخلية؟", "في **أربع مراحل**. أولها الطور التمهيدي."],
  ["hi", "Hindi", "कोशिका कैसे विभाजित होती है?", "**चार चरणों** में। पहला प्रोफ़ेज़ है।"],
  [
    "ja",
    "Japanese",
    "細胞はどのように分裂しますか?",
    "**4つの段階**で分裂します。最初は前期です。",
  ],
  ["ko", "Korean", "세포는 어떻게 분열하나요?", "**네 단계**로 나뉩니다. 첫 단계는 전기입니다."],
  ["zh", "Chinese", "细胞是如何分裂的？", "分为**四个阶段**。首先是前期。"],
];

/** The questions that stand in the composer's place: many words of the element's own. */
const questions =
  itemSamples.find(({ name }) => name === "structured-input")?.items.slice(-1) ?? [];

export const languageSamples: readonly Sample[] = LANGUAGES.map(([locale, name, ask, reply]) => ({
  group: "Languages",
  name: `language-${locale}`,
  title: name,
  items: [user(ask), answer(reply), ...questions],
  thread: { title: ask },
  options: { locale, threadItemActions: { feedback: true, retry: true } },
}));
