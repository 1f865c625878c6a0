import type { ComponentChildren, JSX } from "preact";
import { useWords } from "../i18n";
import { Scroller } from "../text/scroller";
import { length } from "./css-values";
import { compact, spacing } from "./style";
import type { NodeOf } from "./types";

const WIDTHS: Record<string, string> = {
  xs: "4rem",
  sm: "6rem",
  md: "10rem",
  lg: "16rem",
  xl: "24rem",
};

const VERTICAL: Record<string, string> = { start: "top", center: "middle", end: "bottom" };

export function Table({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <Scroller label={useWords().text.table}>
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
  return <tr data-header={props.node.header ? "" : undefined}>{props.children}</tr>;
}

export function TableCell(props: {
  node: NodeOf<"Table.Cell">;
  header: boolean;
  children: ComponentChildren;
}): JSX.Element {
  const { node, header } = props;
  const style = {
    ...compact({
      width: length(node.width) ?? WIDTHS[node.colSize ?? ""],
      textAlign: node.align && Object.hasOwn(VERTICAL, node.align) ? node.align : undefined,
      verticalAlign: VERTICAL[node.vAlign ?? ""],
    }),
    ...spacing("padding", node.padding),
  };
  const span = { colSpan: node.colSpan, rowSpan: node.rowSpan, style };
  return header ? (
    <th scope="col" {...span}>
      {props.children}
    </th>
  ) : (
    <td {...span}>{props.children}</td>
  );
}
