// The question page: one more text area for hints when the last is used, True and False filled in.

"use strict";

{
  function addHint() {
    const hints = document.getElementById("id_hints");
    const areas = hints.querySelectorAll("textarea");
    const last = areas[areas.length - 1];
    if (!last.value.trim()) return;
    const next = last.cloneNode();
    next.value = "";
    next.id = `id_hints_${areas.length}`;
    next.setAttribute("aria-label", `Hint ${areas.length + 1}`);
    hints.append(next);
  }

  function fillTrueFalse() {
    if (document.getElementById("id_kind").value !== "true_false") return;
    const texts = document.querySelectorAll(
      "#choices-group .inline-related:not(.empty-form) textarea[name$='-text']",
    );
    if (texts.length < 2 || [...texts].some((area) => area.value.trim())) return;
    texts[0].value = "True";
    texts[1].value = "False";
  }

  window.addEventListener("load", () => {
    document.getElementById("id_hints")?.addEventListener("input", addHint);
    document.getElementById("id_kind")?.addEventListener("change", fillTrueFalse);
  });
}
