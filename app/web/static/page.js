// What HTML cannot do alone: put the focus where it belongs, say "Error" in the title, and print.
const PREFIX = "Error: ";
let attended = null;

// The summary of what is wrong takes the focus once, when it first appears.
const attend = () => {
  const summary = document.querySelector("main .errors");
  if (!summary || summary === attended) return Boolean(summary);
  attended = summary;
  if (!document.title.startsWith(PREFIX)) document.title = PREFIX + document.title;
  summary.focus();
  return true;
};

attend();

// Where the tabs of a record are wider than the screen, the one that is open is in sight.
const tab = document.querySelector(".tabs [aria-current]");
const row = tab?.closest("ul");
if (row) row.scrollLeft += tab.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - tab.clientWidth) / 2;

document.addEventListener("htmx:finally:swap", (event) => {
  if (attend()) return;
  if (document.title.startsWith(PREFIX)) document.title = document.title.slice(PREFIX.length);
  // The focused control went with the swap: carry on from the heading of what replaced it.
  if (document.activeElement === document.body) event.detail?.ctx?.target?.querySelector?.('[tabindex="-1"]')?.focus();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
// Who leaves a page about a concern leaves no way back to it in this tab.
document.addEventListener("click", (event) => {
  const leave = event.target.closest("a[data-leave]");
  if (!leave) return;
  event.preventDefault();
  window.location.replace(leave.href);
});
