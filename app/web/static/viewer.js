// "Here": puts the words that are selected, the moment that plays or the page one is at into the field of one KSB.
const viewer = document.querySelector("[data-viewer]");
const MOST = 300;
let selected = "";

const clock = (seconds) => {
  const whole = Math.floor(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};

// A tap on a button takes the selection away on a phone, so it is remembered while it stands.
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const from = selection.anchorNode?.parentElement;
  if (selection.isCollapsed || !from?.closest("[data-words]")) return;
  const words = selection.toString().replace(/\s+/g, " ").trim().slice(0, MOST);
  const page = from.closest("[data-page]")?.dataset.page;
  selected = words && (page ? `p ${page}: “${words}”` : `“${words}”`);
});

const place = () => {
  if (selected) return selected;
  const player = viewer.querySelector("[data-player]");
  if (player) return clock(player.currentTime);
  const page = viewer.querySelector("[data-page-now]");
  if (page) return `p ${page.value || 1}`;
  return viewer.querySelector("[data-picture]") ? "all of it" : "";
};

const tell = (ksb, words) => {
  viewer.querySelector(`[data-said="${ksb}"]`).textContent = words;
};

viewer.addEventListener("click", (event) => {
  const button = event.target.closest("[data-here]");
  if (!button) return;
  const ksb = button.dataset.here;
  const said = place();
  if (!said) {
    tell(ksb, "Select the words first.");
    return;
  }
  const field = document.getElementById(`where-${ksb}`);
  const lines = field.value.split("\n").filter((line) => line.trim());
  if (!lines.includes(said)) field.value = [...lines, said].join("\n");
  field.closest("details").open = true;
  viewer.querySelector(`[data-save="${ksb}"]`).hidden = false;
  selected = "";
  tell(ksb, `${said} put in. Save to keep it.`);
});

// Going to a page turns the frame alone, so that what is typed beside it stays.
viewer.querySelector("[data-to-page]")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const frame = viewer.querySelector("[data-frame]");
  const page = Number.parseInt(viewer.querySelector("[data-page-now]").value, 10) || 1;
  frame.src = `${frame.src.split(/[?#]/)[0]}?page=${page}#page=${page}`;
});
