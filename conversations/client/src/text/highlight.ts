/** Source code to coloured spans. A chunk of its own: loaded with the first code block. */
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import go from "highlight.js/lib/languages/go";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import ruby from "highlight.js/lib/languages/ruby";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import { type ComponentChild, createElement } from "preact";

const languages = {
  bash,
  c,
  cpp,
  csharp,
  css,
  go,
  java,
  javascript,
  json,
  python,
  ruby,
  sql,
  typescript,
  xml,
};
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

const LONGEST_CODE = 50_000;

type TreeNode = string | { scope?: string; children: TreeNode[] };

/** highlight.js documents its token tree as internal; its only public output is an HTML string. */
type WithTree = { _emitter: { rootNode: TreeNode } };

function toNode(node: TreeNode): ComponentChild {
  if (typeof node === "string") return node;
  const name = node.scope?.split(".")[0];
  const children = node.children.map(toNode);
  return createElement("span", { class: name ? `ck-code-${name}` : undefined }, ...children);
}

/** The code as nodes, or undefined when the language is not known or the code too long. */
export function highlight(code: string, language: string): ComponentChild {
  if (code.length > LONGEST_CODE || !hljs.getLanguage(language)) return undefined;
  const result: unknown = hljs.highlight(code, { language, ignoreIllegals: true });
  return toNode((result as WithTree)._emitter.rootNode);
}
