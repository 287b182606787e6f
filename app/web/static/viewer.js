// Buttons beside each KSB that put a place into its field: the words that are selected, the page one turned to, the whole
// picture, or a stretch of sound or film from one moment to another. The field is what is saved, however it was filled.
const viewer = document.querySelector("[data-viewer]");
const player = viewer.querySelector("[data-player]");
const turn = viewer.querySelector("[data-turn]");
const MOST = 300;
const CLOCK = String.raw`(?:\d+:)?\d+:\d\d`;
const begun = new Set(); // the KSBs for which "From here" was pressed
let selected = "";

const clock = (seconds) => {
  const two = (number) => String(number).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};
const seconds = (said) => said.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

const beside = (name, ksb) => viewer.querySelector(`[data-${name}="${ksb}"]`);
const tell = (ksb, words) => { const line = beside("said", ksb); if (line) line.textContent = words; };
const lines = (ksb) => beside("where", ksb).value.split("\n").map((line) => line.trim()).filter(Boolean);

// Puts a line into the field of a KSB, or in place of its last one.
const put = (ksb, line, instead = false) => {
  const all = lines(ksb);
  if (instead) all[all.length - 1] = line;
  else if (!all.includes(line)) all.push(line);
  beside("where", ksb).value = all.join("\n");
};

const from = (ksb) => {
  const start = clock(Math.floor(player.currentTime));
  put(ksb, start, new RegExp(`^${CLOCK}$`).test(lines(ksb).at(-1)));
  begun.add(ksb);
  tell(ksb, `It begins at ${start}. Go on to where it ends, then press “To here”.`);
};

// The start is read from the field, which may have been changed by hand since.
const to = (ksb) => {
  const end = Math.floor(player.currentTime);
  const [, start, whole] = lines(ksb).at(-1)?.match(new RegExp(`^(${CLOCK})( to ${CLOCK})?$`)) ?? [];
  if (!start || (whole && !begun.has(ksb))) return tell(ksb, "Press “From here” where it begins first.");
  if (end <= seconds(start)) return tell(ksb, `It begins at ${start}. Go on to where it ends, then press “To here”.`);
  put(ksb, `${start} to ${clock(end)}`, true);
  tell(ksb, "From when to when is in the field now.");
};

const here = (ksb) => {
  const line = selected || turn?.dataset.page || (viewer.querySelector("[data-picture]") ? "the whole picture" : "");
  if (!line) return tell(ksb, "Select the words first.");
  put(ksb, line);
  selected = "";
  name();
  tell(ksb, "It is in the field now.");
};

// A button beside a PDF says what it will put in, and is there once it has something to put in. The page is the one that
// was turned to; it is never guessed.
const name = () => {
  if (!turn) return;
  const page = turn.dataset.page;
  for (const button of viewer.querySelectorAll("[data-here]")) {
    const ksb = button.dataset.here;
    if (selected) button.textContent = `These words show ${ksb}`;
    else if (page) button.textContent = `Page ${page} shows ${ksb}`;
    button.hidden = !selected && !page;
  }
};

// The words go to the page that the file is turned to, within their own box.
const follow = () => {
  if (!turn?.dataset.page || viewer.querySelector("#passage")) return;
  for (const page of viewer.querySelectorAll(".words__page")) {
    if (page.dataset.page !== turn.dataset.page) page.removeAttribute("aria-current");
    else {
      page.setAttribute("aria-current", "true");
      page.parentElement.scrollTop = page.offsetTop;
    }
  }
};

// Turning goes on in the frame alone, so that what is typed beside it stays.
const turnTo = (page) => {
  const frame = viewer.querySelector("[data-frame]");
  const pages = Number(turn.dataset.pages) || Infinity;
  turn.dataset.page = page;
  turn.querySelector("[data-page-now]").textContent = page;
  turn.querySelector("[data-by='-1']").hidden = page <= 1;
  turn.querySelector("[data-by='1']").hidden = page >= pages;
  frame.src = `${frame.src.split(/[?#]/)[0]}?page=${page}#page=${page}`;
  follow();
  name();
};

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
  const button = event.target.closest("[data-here],[data-from],[data-to],[data-by]");
  if (!button) return;
  const { here: place, from: start, to: end, by } = button.dataset;
  if (by) {
    event.preventDefault();
    turnTo(Number(turn.querySelector("[data-page-now]").textContent) + Number(by));
  } else if (place) here(place);
  else if (start) from(start);
  else to(end);
});

// What was said of a field is over once somebody types in it.
viewer.addEventListener("input", (event) => {
  if (event.target.dataset.where) tell(event.target.dataset.where, "");
});
document.addEventListener("htmx:finally:swap", follow);
follow();
name();
