// The question as learners will see it, redrawn while its author types.

const PAUSE = 400;

const place = document.getElementById("question-preview");
const form = document.getElementById("question_form");
if (place && form) watch(form, place);

function watch(form, place) {
  let timer = 0;
  let latest = 0;
  let sent = "";
  const widgets = [];

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  };

  async function refresh() {
    const written = question(form);
    if (!written.text && !written.choices.length) return;
    const body = JSON.stringify(written);
    if (body === sent) return;
    sent = body;
    const turn = ++latest;
    try {
      const answer = await fetch(place.dataset.url, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken").value,
        },
        body,
      });
      const preview = await answer.json();
      if (turn === latest) show(preview);
    } catch {
      // What is shown is old now; the next change asks again.
      sent = "";
      if (turn === latest) say("The preview can't be drawn just now. Your text is kept.");
    }
  }

  function say(sentence) {
    const status = place.querySelector("[data-status]");
    status.textContent = sentence;
    status.hidden = !sentence;
  }

  function show({ widgets: drawn, problems }) {
    const list = place.querySelector("[data-problems]");
    list.replaceChildren(...problems.map((sentence) => element("li", sentence)));
    list.hidden = problems.length === 0;
    say(problems.length ? "Before it can be shown:" : "");
    if (drawn.length) draw(drawn);
    place.classList.toggle("stale", problems.length > 0);
  }

  function draw(drawn) {
    const titles = ["As it is asked", "Once it is answered"];
    const box = place.querySelector("[data-widgets]");
    while (widgets.length < drawn.length) {
      const widget = document.createElement("chatkit-widget");
      box.append(element("h3", titles[widgets.length] ?? ""), widget);
      widgets.push(widget);
    }
    drawn.forEach((widget, index) => {
      widgets[index].theme = theme();
      widgets[index].widget = widget;
    });
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  document.addEventListener("formset:added", later);
  document.addEventListener("formset:removed", later);
  document.addEventListener("choices:moved", later);
  new MutationObserver(() => {
    for (const widget of widgets) widget.theme = theme();
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  refresh();
}

function theme() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : undefined;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

// The form as Q, the shape of an exported question.
function question(form) {
  const value = (name) => form.elements.namedItem(name)?.value ?? "";
  return {
    name: value("name"),
    kind: value("kind"),
    text: value("text"),
    choices: choices(form),
    explanation: value("explanation"),
    hints: [...form.querySelectorAll("textarea[name=hints]")]
      .map((area) => area.value.trim())
      .filter(Boolean),
    max_mark: Number(value("max_mark")) || 0,
    shuffle: form.elements.namedItem("shuffle")?.checked ?? true,
  };
}

function choices(form) {
  return [...form.querySelectorAll("#choices-group .inline-related:not(.empty-form)")]
    .filter((row) => !field(row, "DELETE")?.checked)
    .map((row, index) => ({
      position: Number(field(row, "position")?.value || 1000 + index),
      choice: {
        text: field(row, "text").value,
        weight: Number(field(row, "weight").value) || 0,
        feedback: field(row, "feedback").value,
        pinned: field(row, "pinned").checked,
        id: `preview-${index}`,
      },
      isNew: !field(row, "id")?.value,
    }))
    .filter(({ choice, isNew }) => !isNew || choice.text || choice.feedback)
    .sort((one, other) => one.position - other.position)
    .map(({ choice }) => choice);
}

function field(row, name) {
  return row.querySelector(`[name$="-${name}"]`);
}
