// Shows texts as learners saw them. Without it the Markdown is readable as it is written.

for (const place of document.querySelectorAll("[data-markdown]")) {
  const widget = document.createElement("chatkit-widget");
  widget.widget = {
    type: "Basic",
    children: [{ type: "Markdown", value: place.textContent }],
  };
  const theme = document.documentElement.dataset.theme;
  if (theme === "light" || theme === "dark") widget.theme = theme;
  place.replaceChildren(widget);
}
