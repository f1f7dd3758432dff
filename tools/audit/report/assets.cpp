#include "report/page.hpp"

namespace scc::audit {

const char* const page_style = R"css(
:root { color-scheme: light dark; --ink: #1c2128; --soft: #59636e; --paper: #ffffff; --card: #f3f5f7; --line: #d0d7de;
  --bar: #2f6fb0; --bad: #b3261e; --good: #1a6b34; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ed; --soft: #9aa4af; --paper: #14181d; --card: #1f252c; --line: #39424c; --bar: #6ea8e0;
    --bad: #ff8a80; --good: #7ad097; }
}
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
.soft { color: var(--soft); }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; margin: 1.25rem 0; list-style: none; }
.tiles li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem 1rem; min-width: 7rem; }
.tiles b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.good { color: var(--good); }
.bad { color: var(--bad); }
svg { width: 100%; height: auto; }
svg text { fill: var(--soft); font-size: 11px; }
.sessions { fill: var(--bar); }
.refusals { fill: var(--bad); }
.axis { stroke: var(--line); }
.key { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 1em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; vertical-align: top; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th button { all: unset; cursor: pointer; font-weight: 600; }
th button:focus-visible { outline: 2px solid var(--bar); outline-offset: 2px; }
th[aria-sort=ascending] button::after { content: " \2191"; }
th[aria-sort=descending] button::after { content: " \2193"; }
@media print {
  :root { --ink: #000; --soft: #444; --paper: #fff; --card: #fff; --line: #999; --bar: #444; --bad: #000; --good: #000; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  tr, svg, .tiles li { break-inside: avoid; }
  h2 { break-after: avoid; }
}
)css";

const char* const page_script = R"js(
"use strict";
for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const head = button.closest("th"), row = head.parentElement, body = row.closest("table").tBodies[0];
    const column = [...row.cells].indexOf(head), numeric = head.classList.contains("number");
    const before = head.getAttribute("aria-sort");
    const sign = before === "none" ? (numeric ? -1 : 1) : before === "ascending" ? -1 : 1;
    for (const cell of row.cells) cell.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
    const value = line => line.cells[column].textContent;
    const compare = numeric ? (a, b) => Number(value(a)) - Number(value(b)) : (a, b) => value(a).localeCompare(value(b));
    body.append(...[...body.rows].sort((a, b) => sign * compare(a, b)));
  });
}
)js";

}  // namespace scc::audit
