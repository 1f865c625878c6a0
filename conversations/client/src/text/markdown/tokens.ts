/** What Markdown consists of. `raw` is the source of a token; inside of lists and quotes without their marks. */

export type Align = "left" | "center" | "right" | null;

export interface Space {
  type: "space";
  raw: string;
}

export interface Def {
  type: "def";
  raw: string;
}

export interface Hr {
  type: "hr";
  raw: string;
}

export interface Code {
  type: "code";
  raw: string;
  lang: string;
  text: string;
}

export interface Heading {
  type: "heading";
  raw: string;
  depth: number;
  tokens: Token[];
}

export interface Blockquote {
  type: "blockquote";
  raw: string;
  tokens: Token[];
}

export interface ListItem {
  type: "list_item";
  raw: string;
  task: boolean;
  tokens: Token[];
}

export interface List {
  type: "list";
  raw: string;
  ordered: boolean;
  start: number;
  loose: boolean;
  items: ListItem[];
}

export interface TableCell {
  type: "cell";
  raw: string;
  text: string;
  tokens: Token[];
}

export interface Table {
  type: "table";
  raw: string;
  align: Align[];
  header: TableCell[];
  rows: TableCell[][];
}

export interface Paragraph {
  type: "paragraph";
  raw: string;
  tokens: Token[];
}

/** Characters; in a list item a paragraph too, which is one only where the list is loose. */
export interface Text {
  type: "text";
  raw: string;
  text: string;
  tokens?: Token[];
}

/** Raw HTML, a block or a tag: never more than text. */
export interface HTML {
  type: "html";
  raw: string;
}

export interface Formula {
  type: "math";
  raw: string;
  tex: string;
  display: boolean;
}

export interface Checkbox {
  type: "checkbox";
  raw: string;
  checked: boolean;
}

/** The mark in the text, and what is said there. */
export interface Footnote {
  type: "footnote";
  raw: string;
  id: string;
}

export interface FootnoteText {
  type: "footnote_text";
  raw: string;
  id: string;
  tokens: Token[];
}

export interface Escape {
  type: "escape";
  raw: string;
  text: string;
}

export interface Codespan {
  type: "codespan";
  raw: string;
  text: string;
}

export interface Br {
  type: "br";
  raw: string;
}

export interface Styled {
  type: "strong" | "em" | "del";
  raw: string;
  tokens: Token[];
}

export interface Link {
  type: "link";
  raw: string;
  href: string;
  title: string;
  tokens: Token[];
}

export interface Image {
  type: "image";
  raw: string;
  href: string;
  title: string;
  text: string;
}

export type Inline =
  | Br
  | Checkbox
  | Codespan
  | Escape
  | Footnote
  | Formula
  | HTML
  | Image
  | Link
  | Styled
  | Text;

export type Block =
  | Blockquote
  | Code
  | Def
  | FootnoteText
  | Formula
  | Heading
  | Hr
  | HTML
  | List
  | Paragraph
  | Space
  | Table
  | Text;

export type Token = Block | Inline | ListItem | TableCell;
