// Typed questions: a preview beside them while one types, and a draft that a closed tab can't lose.

const PAUSE = 500;

const form = document.querySelector("[data-typing]");
if (form) watch(form);

function watch(form) {
  const area = form.elements.namedItem("text");
  const status = document.querySelector("[data-status]");
  const place = document.querySelector("[data-seen]");
  let timer = 0;
  let latest = 0;
  let sent = null;

  keepDraft(form, area);
  offerExamples(form, area);

  async function refresh() {
    const text = area.value;
    if (text === sent) return;
    sent = text;
    if (!text.trim()) {
      place.replaceChildren();
      say("Type a question to see it here.");
      return;
    }
    const turn = ++latest;
    place.classList.add("stale");
    try {
      const answer = await fetch(form.dataset.url, {
        method: "POST",
        headers: { "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken").value },
        body: new URLSearchParams({ text }),
      });
      const seen = await answer.json();
      if (turn === latest) show(seen);
    } catch {
      // What is shown is old now; the next change asks again.
      sent = null;
      if (turn === latest) say("The preview can't be drawn just now. Your text is kept.");
    }
  }

  function show({ html, sentence }) {
    place.classList.remove("stale");
    // Written by the server, which escapes and cleans what was typed.
    const drawn = new DOMParser().parseFromString(html, "text/html");
    place.replaceChildren(...drawn.body.childNodes);
    say(sentence);
  }

  function say(sentence) {
    if (status.textContent !== sentence) status.textContent = sentence;
  }

  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  });
  refresh();
}

function keepDraft(form, area) {
  const name = form.dataset.draft;
  try {
    if (!area.value) area.value = localStorage.getItem(name) ?? "";
    form.querySelector("[data-kept]").hidden = false;
  } catch {
    return;
  }
  area.addEventListener("input", () => {
    try {
      if (area.value) localStorage.setItem(name, area.value);
      else localStorage.removeItem(name);
    } catch {
      form.querySelector("[data-kept]").hidden = true;
    }
  });
}

function offerExamples(form, area) {
  for (const button of form.querySelectorAll("[data-insert]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const example = document.getElementById(button.dataset.insert).textContent;
      const before = area.value.trimEnd();
      area.value = before ? `${before}\n\n${example}` : example;
      area.focus();
      area.setSelectionRange(area.value.length, area.value.length);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
