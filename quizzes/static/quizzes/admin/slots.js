// A row with a question needs no pool: the pool's fields stay away until the question is cleared.

"use strict";

window.addEventListener("load", () => {
  const question = "#slots-group [name$='-question']";
  const pool = "[name$='-bank'], [name$='-category'], [name$='-tag']";

  function mark(select) {
    const row = select.closest(".inline-related");
    const hasPool = [...row.querySelectorAll(pool)].some((field) => field.value);
    row.classList.toggle("has-question", select.value !== "" && !hasPool);
  }

  document.querySelectorAll(question).forEach(mark);
  // The choosers tell of a change through jQuery only.
  window.django.jQuery(document).on("change", question, (event) => mark(event.target));
});
