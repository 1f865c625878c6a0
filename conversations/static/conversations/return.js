// Looks again whether somebody is signed in, when they come back from the tab where they did it.
let left = false;
addEventListener("blur", () => {
  left = true;
});
addEventListener("visibilitychange", () => {
  if (left && document.visibilityState === "visible") location.reload();
});
