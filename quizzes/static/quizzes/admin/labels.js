// Gives the boxes that search while one types the names of their fields.

"use strict";

{
  function name(root) {
    for (const select of root.querySelectorAll("select.admin-autocomplete")) {
      const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
      const box = select.parentElement.querySelector(".select2-container");
      if (!label || !box) continue;
      const text = label.textContent.replace(/:\s*$/, "");
      for (const part of box.querySelectorAll("[role=combobox], [role=textbox]")) {
        part.setAttribute("aria-label", text);
      }
    }
  }

  // After Django's own script, which makes the boxes on the same events.
  window.addEventListener("load", () => setTimeout(() => name(document)));
  document.addEventListener("formset:added", (event) => setTimeout(() => name(event.target)));
}
