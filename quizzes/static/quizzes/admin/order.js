// Up and down for the rows of a sortable inline: what dragging does, for the keyboard.

"use strict";

{
  const rowsOf = (set) => [...set.querySelectorAll(".inline-related:not(.empty-form)")];

  function renumber(set) {
    rowsOf(set).forEach((row, index) => {
      const position = row.querySelector("input._reorder_");
      if (position) position.value = String(index + 1);
    });
    document.dispatchEvent(new CustomEvent("choices:moved"));
  }

  function move(row, step) {
    const set = row.closest("fieldset.sortable");
    const rows = rowsOf(set);
    const other = rows[rows.indexOf(row) + step];
    if (!other) return;
    other[step < 0 ? "before" : "after"](row);
    renumber(set);
    say(row, rowsOf(set));
  }

  // One live region for the page, there before anything is said in it.
  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  told.setAttribute("aria-live", "polite");

  function say(row, rows) {
    const kind = row.querySelector("h3 b")?.textContent.replace(/:\s*$/, "") ?? "Row";
    told.textContent = `${kind} ${rows.indexOf(row) + 1} of ${rows.length}`;
  }

  function button(row, sign, label, step) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "move";
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    made.title = label;
    made.addEventListener("click", () => {
      move(row, step);
      made.focus();
    });
    return made;
  }

  function equip(row) {
    const heading = row.querySelector("h3");
    if (!heading || heading.querySelector(".moves")) return;
    const moves = document.createElement("span");
    moves.className = "moves";
    moves.append(button(row, "↑", "Move up", -1), button(row, "↓", "Move down", 1));
    heading.append(moves);
  }

  window.addEventListener("load", () => {
    document.body.append(told);
    for (const set of document.querySelectorAll("fieldset.sortable")) {
      rowsOf(set).forEach(equip);
      // Dragging renumbers without an event, so whoever follows the order is told here.
      set.addEventListener("drop", () => document.dispatchEvent(new CustomEvent("choices:moved")));
    }
  });
  document.addEventListener("formset:added", (event) => {
    if (event.target.closest?.("fieldset.sortable")) equip(event.target);
  });
}
