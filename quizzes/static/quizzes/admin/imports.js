// Imports: dropping a file, counting what is chosen, following how far it is. All work without it.

const upload = document.querySelector("[data-upload]");
const choice = document.querySelector("[data-choose]");
const progress = document.querySelector("[data-progress]");
if (upload) takeDrops(upload);
if (choice) count(choice);
if (progress) follow(progress);

// A draft of typed questions has done its duty once it is a file.
const draft = document.querySelector("[data-forget]");
if (draft) localStorage.removeItem(draft.dataset.forget);

function takeDrops(form) {
  const zone = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  const chosen = form.querySelector("[data-chosen]");
  form.querySelector(".drop-words").hidden = false;

  const mark = (over) => zone.classList.toggle("over", over);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  zone.addEventListener("dragleave", () => mark(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    tell();
  });
  input.addEventListener("change", tell);

  function tell() {
    const file = input.files[0];
    chosen.textContent = file ? `Chosen: ${file.name} (${size(file.size)})` : "";
  }

  form.addEventListener("submit", () => {
    form.querySelector("[data-sending]").textContent =
      "The file is being sent and read. A large one takes a moment.";
  });
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.ceil(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

function count(form) {
  const told = form.querySelector("[data-count]");
  if (!told) return;
  const boxes = [...form.querySelectorAll("input[name=choose]")];
  const all = told.textContent.split(" of ")[1];
  const elsewhere = Number(form.dataset.chosen) - boxes.filter((box) => box.defaultChecked).length;
  const tell = () => {
    told.textContent = `${elsewhere + boxes.filter((box) => box.checked).length} of ${all}`;
  };
  form.addEventListener("change", tell);
  // A browser may restore boxes when one comes back to the page.
  window.addEventListener("pageshow", tell);
}

function follow(place) {
  const sentence = place.querySelector("[data-sentence]");
  const bar = place.querySelector("progress");
  const PAUSE = 2000;

  async function ask() {
    try {
      const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const news = await answer.json();
      if (news.is_over) return location.reload();
      if (sentence.textContent !== news.sentence) sentence.textContent = news.sentence;
      if (news.done && Number(bar.dataset.total)) bar.value = news.done;
    } catch {
      // Perhaps the next one comes through.
    }
    setTimeout(ask, PAUSE);
  }

  setTimeout(ask, PAUSE);
}
