import type { JSX } from "preact";
import { useWords } from "../i18n";
import { addStyles } from "../theme/sheet";
import { tableCss } from "../theme/table.css";
import { inline } from "./inline";
import type { Tokens } from "./lexer";
import { Scroller } from "./scroller";

addStyles(tableCss);

/** A table of a text, scrolling sideways. */
export function Table({ token }: { token: Tokens.Table }): JSX.Element {
  const { text } = useWords();
  const align = (index: number) => token.align[index] ?? undefined;
  return (
    <Scroller label={text.table}>
      <table class="ck-table" dir="auto">
        <thead>
          <tr>
            {token.header.map((cell, index) => (
              <th key={index} scope="col" style={{ textAlign: align(index) }}>
                {inline(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.map((cell, index) => (
                <td key={index} style={{ textAlign: align(index) }}>
                  {inline(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
