"use strict";
(() => {
  const pages = ["overview", "claims", "articles", "method"];
  const detail = document.getElementById("detail");
  const panel = document.getElementById("panel");
  const body = document.getElementById("panel-body");
  let shown = "";

  // Shows the part of the report that the address names: #/, #/claims/verdict, #/articles, #/dyad/AAA-BBB/pillar,
  // #/article/ID/number, #/claim/ID-number.
  function route() {
    const [kind, id, place] = decodeURIComponent(location.hash.replace(/^#\/?/, "")).split("/");
    const name = kind === "dyad" || kind === "article" || kind === "claim" ? `${kind}/${id}` : pages.includes(kind) ? kind : "overview";
    const template = name.includes("/") ? document.getElementById(name) : null;
    const page = template ? "detail" : pages.includes(name) ? name : "overview";
    if (panel.open) panel.close();
    if (name !== shown) {
      for (const part of [...pages, "detail"]) document.getElementById(part).hidden = part !== page;
      detail.replaceChildren(template ? template.content.cloneNode(true) : "");
      const title = (template || document.getElementById(page)).dataset.title;
      document.title = `${title} – Entente`;
      for (const link of document.querySelectorAll("nav a")) {
        const here = link.getAttribute("href") === (page === "overview" ? "#/" : `#/${page}`);
        here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
      }
      if (shown) document.getElementById("main").focus({ preventScroll: true });
      shown = name;
      scrollTo(0, 0);
    }
    if (name === "claims" && id) {
      const section = document.getElementById("claims").querySelector(`#${CSS.escape(id)}`);
      if (section) { section.scrollIntoView(); section.focus({ preventScroll: true }); }
      return;
    }
    if (!place || !template) return;
    if (kind === "article") {
      const mark = detail.querySelector(`mark[role=button][data-f~="${CSS.escape(place)}"]`) || detail.querySelector(`mark[data-f~="${CSS.escape(place)}"]`);
      if (mark) { mark.scrollIntoView({ block: "center" }); open(mark.dataset.f.split(" "), place); }
    } else {
      const section = detail.querySelector(`#${CSS.escape(place)}`);
      if (section) { section.scrollIntoView(); section.focus({ preventScroll: true }); }
    }
  }

  // Opens the explanations of the findings of these numbers, the chosen one first.
  function open(numbers, first) {
    const cards = [];
    for (const number of [...new Set([first, ...numbers])]) {
      const card = number === undefined ? null : detail.querySelector(`#f${CSS.escape(number)}`);
      if (!card) continue;
      const copy = card.cloneNode(true);
      copy.removeAttribute("id");
      // What was asked for is shown whole, with its rule and words; what lies over it stays folded.
      const tree = copy.querySelector("details.tree");
      if (tree && !cards.length) tree.open = true;
      cards.push(copy);
    }
    if (!cards.length) return;
    body.replaceChildren(...cards);
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
  }

  detail.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-f]");
    if (mark) open(mark.dataset.f.split(" "));
  });
  detail.addEventListener("keydown", (event) => {
    const mark = event.target.closest("mark[role=button]");
    if (mark && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(mark.dataset.f.split(" "));
    }
  });
  panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });

  for (const [input, rows] of [["filter", ".dyads tbody tr"], ["filter-claims", ".claims li"], ["filter-articles", ".articles li"]]) {
    const field = document.getElementById(input);
    if (!field) continue;
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of document.querySelectorAll(rows)) {
        row.hidden = !words.every((word) => row.dataset.find.includes(word));
        left += row.hidden ? 0 : 1;
      }
      // What a search finds is not left folded away.
      for (const fold of input === "filter" ? document.querySelectorAll("#overview .fold") : []) {
        const found = fold.querySelector("tbody tr:not([hidden])") !== null;
        fold.hidden = !found;
        if (words.length && found) fold.open = true;
      }
      for (const group of document.querySelectorAll("#claims .group")) group.hidden = !group.querySelector("li:not([hidden])");
      const nothing = document.getElementById(input === "filter" ? "nothing" : "nothing-claims");
      if (nothing && input !== "filter-articles") nothing.hidden = left > 0;
    });
  }
  addEventListener("hashchange", route);
  route();
})();
