// Buttons beside each KSB that put a place into its field: the words that are selected, the page one is at, the whole
// picture, or a stretch of sound or film from one moment to another.
const viewer = document.querySelector("[data-viewer]");
const player = viewer.querySelector("[data-player]");
const pageNow = viewer.querySelector("[data-page-now]");
const MOST = 300;
const begun = {}; // by KSB, the moment that "From here" put in, and the line that stands for it
let selected = "";

const clock = (seconds) => {
  const two = (number) => String(number).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};

const beside = (name, ksb) => viewer.querySelector(`[data-${name}="${ksb}"]`);
const tell = (ksb, words) => { beside("said", ksb).textContent = words; };

// Puts a line into the field of a KSB, instead of another where that stands there.
const put = (ksb, line, instead) => {
  const field = document.getElementById(`where-${ksb}`);
  const lines = field.value.split("\n").filter((one) => one.trim());
  const at = instead ? lines.lastIndexOf(instead) : -1;
  if (at >= 0) lines[at] = line;
  else if (!lines.includes(line)) lines.push(line);
  field.value = lines.join("\n");
  field.closest("details").open = true;
  beside("save", ksb).hidden = false;
};

const from = (ksb) => {
  const start = Math.floor(player.currentTime);
  const open = begun[ksb]?.end === undefined ? begun[ksb]?.line : undefined;
  begun[ksb] = { start, line: clock(start) };
  put(ksb, clock(start), open);
  tell(ksb, `From ${clock(start)}. Go on to where it ends, then press “To here”. Or save it as one moment.`);
};

const to = (ksb) => {
  const [end, stretch] = [Math.floor(player.currentTime), begun[ksb]];
  if (!stretch) return tell(ksb, "Press “From here” where it begins first.");
  if (end <= stretch.start) return tell(ksb, `It begins at ${clock(stretch.start)}. Go on to where it ends, then press “To here”.`);
  const line = `${clock(stretch.start)} to ${clock(end)}`;
  put(ksb, line, stretch.line);
  begun[ksb] = { start: stretch.start, end, line };
  tell(ksb, `Put in: ${line}. Press Save to keep it.`);
};

// The page is the one that was typed here, or chosen at the document; it is never guessed.
const pageOf = (ksb) => {
  const said = beside("ask", ksb)?.querySelector("input").value || pageNow?.value || "";
  const number = Number.parseInt(said, 10);
  return number > 0 ? number : null;
};

const here = (ksb) => {
  let line = selected;
  if (!line && pageNow) {
    const page = pageOf(ksb);
    if (!page) return tell(ksb, "Type the page first.");
    line = `p ${page}`;
  }
  if (!line && viewer.querySelector("[data-picture]")) line = "the whole picture";
  if (!line) return tell(ksb, "Select the words first.");
  put(ksb, line);
  selected = "";
  name();
  tell(ksb, `Put in: ${line}. Press Save to keep it.`);
};

// A button beside a PDF says what it will put in, and is there once it has something to put in.
const name = () => {
  if (!pageNow) return;
  for (const button of viewer.querySelectorAll("[data-here]")) {
    const ksb = button.dataset.here;
    const page = pageOf(ksb);
    if (selected) button.textContent = `These words show ${ksb}`;
    else if (page) button.textContent = `Page ${page} shows ${ksb}`;
    button.hidden = !selected && !page;
  }
};

// Where a button or a question finds the place, the fields for it are folded while they are empty: two ways at once ask
// which of them is meant.
if (player || pageNow || viewer.querySelector("[data-picture]")) {
  for (const disc of viewer.querySelectorAll("[data-fields]")) {
    if ([...disc.querySelectorAll("textarea")].every((field) => !field.value.trim() && !field.ariaInvalid)) disc.open = false;
  }
}

// A tap on a button takes the selection away on a phone, so it is remembered while it stands.
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const where = selection.anchorNode?.parentElement;
  if (selection.isCollapsed || !where?.closest("[data-words]")) return;
  const words = selection.toString().replace(/\s+/g, " ").trim().slice(0, MOST);
  const page = where.closest("[data-page]")?.dataset.page;
  selected = words && (page ? `p ${page}: “${words}”` : `“${words}”`);
  name();
});

viewer.addEventListener("click", (event) => {
  const button = event.target.closest("[data-here],[data-from],[data-to]");
  if (!button) return;
  const { here: place, from: start, to: end } = button.dataset;
  if (place) here(place);
  else if (start) from(start);
  else to(end);
});

viewer.addEventListener("input", (event) => {
  if (event.target === pageNow || event.target.closest("[data-ask]")) selected = "";
  name();
});

// Enter in the field that asks for the page does what the button beside it does, and saves nothing yet.
viewer.addEventListener("keydown", (event) => {
  const asked = event.key === "Enter" && event.target.closest("[data-ask]");
  if (!asked) return;
  event.preventDefault();
  here(asked.dataset.ask);
});

// A page that was typed and not put in is meant all the same.
viewer.querySelector("[data-places]")?.addEventListener("submit", () => {
  for (const asked of viewer.querySelectorAll("[data-ask]")) {
    const page = Number.parseInt(asked.querySelector("input").value, 10);
    if (page > 0) put(asked.dataset.ask, `p ${page}`);
  }
});

// Going to a page turns the frame alone, so that what is typed beside it stays.
viewer.querySelector("[data-to-page]")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const frame = viewer.querySelector("[data-frame]");
  const page = Number.parseInt(pageNow.value, 10) || 1;
  frame.src = `${frame.src.split(/[?#]/)[0]}?page=${page}#page=${page}`;
});
name();
