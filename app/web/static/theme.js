// Loaded before the page is drawn, so a chosen appearance never flashes. Kept on this device alone.
const root = document.documentElement;
const chosen = () => { try { return localStorage.getItem("theme") ?? ""; } catch { return ""; } };
const show = (theme) => {
  root.dataset.theme = theme;
  for (const button of document.querySelectorAll("button[data-theme]")) button.ariaPressed = String(button.dataset.theme === theme);
};
root.dataset.theme = chosen();
document.addEventListener("DOMContentLoaded", () => show(chosen()));
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-theme]");
  if (!button) return;
  try { localStorage.setItem("theme", button.dataset.theme); } catch { /* a private window: for this page only */ }
  show(button.dataset.theme);
});
