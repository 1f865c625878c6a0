import { type ComponentChildren, createContext, type JSX } from "preact";
import { useContext } from "preact/hooks";
import { useWords } from "../i18n";
import { Scroller } from "../text/scroller";
import { addStyles } from "../theme/sheet";
import { tableCss } from "../theme/table.css";
import "./looks";
import { length, word } from "./css-values";
import { compact, type Style, spacing } from "./style";
import type { NodeOf } from "./types";

addStyles(tableCss);

const WIDTHS: Record<string, string> = {
  xs: "4rem",
  sm: "6rem",
  md: "10rem",
  lg: "16rem",
  xl: "24rem",
};

const HORIZONTAL = new Set(["start", "center", "end"]);
const VERTICAL: Record<string, string> = { start: "top", center: "middle", end: "bottom" };

const InHeader = createContext(false);

/** A table. What is wider than the card scrolls inside of it. */
export function Table({ children }: { children: ComponentChildren }): JSX.Element {
  const { text } = useWords();
  return (
    <Scroller label={text.table}>
      <table class="ck-table">
        <tbody>{children}</tbody>
      </table>
    </Scroller>
  );
}

export function TableRow(props: {
  node: NodeOf<"Table.Row">;
  children: ComponentChildren;
}): JSX.Element {
  const header = !!props.node.header;
  return (
    <InHeader.Provider value={header}>
      <tr data-header={header ? "" : undefined}>{props.children}</tr>
    </InHeader.Provider>
  );
}

function cellStyle(node: NodeOf<"Table.Cell">): Style {
  const { align = "", vAlign, colSize } = node;
  const width = length(node.width) ?? word(WIDTHS, colSize);
  return {
    ...compact({
      width,
      // A column never shrinks below what it asked for: the table scrolls instead.
      minWidth: width?.endsWith("%") ? undefined : width,
      textAlign: HORIZONTAL.has(align) ? align : undefined,
      verticalAlign: word(VERTICAL, vAlign),
    }),
    ...spacing("padding", node.padding),
  };
}

/** How many columns or rows a cell covers: what HTML allows, else one. */
function covered(span: unknown): number | undefined {
  return Number.isInteger(span) && Number(span) > 1 ? Math.min(Number(span), 1000) : undefined;
}

export function TableCell(props: {
  node: NodeOf<"Table.Cell">;
  children: ComponentChildren;
}): JSX.Element {
  const { node, children } = props;
  const colSpan = covered(node.colSpan);
  const attributes = { colSpan, rowSpan: covered(node.rowSpan), style: cellStyle(node) };
  return useContext(InHeader) ? (
    <th scope={colSpan ? "colgroup" : "col"} data-align={node.align} {...attributes}>
      {children}
    </th>
  ) : (
    <td data-align={node.align} {...attributes}>
      {children}
    </td>
  );
}
