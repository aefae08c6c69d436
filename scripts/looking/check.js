// Looks at each page as on a desk, a phone and paper, and writes a line for each thing that is wrong.
"use strict";

// Paper is A4 less the margins of the style sheet. A style is rewritten, because a frame is always a light screen.
const views = [
  { name: "desk", width: 1280, style: (css) => css },
  { name: "dark", width: 1280, style: (css) => css.replaceAll("(prefers-color-scheme: dark)", "(min-width: 1px)") },
  { name: "phone", width: 390, style: (css) => css },
  { name: "paper", width: 673, style: (css) => css.replaceAll("@media print", "@media all") },
];
const leastContrast = 4.5; // WCAG 2.2, 1.4.3
const leastGraphicContrast = 3; // WCAG 2.2, 1.4.11
const leastLetters = 10; // pixels

const said = (element) => {
  const words = element.textContent.trim().replace(/\s+/g, " ");
  return `<${element.tagName.toLowerCase()}> “${words.length > 40 ? words.slice(0, 40) + "…" : words}”`;
};

// Text in a drawing, or with text of its own and not only that of its children.
const hasText = (element) =>
  [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");

// MARK: Colours

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

// Any colour that the browser can draw, as red, green, blue and alpha from 0 to 1.
const colour = (text) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
};
const over = (front, back) => {
  const [red, green, blue, alpha] = front;
  return [red, green, blue].map((value, index) => value * alpha + back[index] * (1 - alpha)).concat(1);
};
const luminance = ([red, green, blue]) => {
  const [r, g, b] = [red, green, blue].map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};
const behind = (element, style) => {
  for (let outer = element; outer; outer = outer.parentElement) {
    const back = colour(style(outer).backgroundColor);
    if (back[3] === 1) return back;
    if (back[3] > 0) return outer.parentElement ? over(back, behind(outer.parentElement, style)) : back;
  }
  return [1, 1, 1, 1];
};

// MARK: Checks of one page in one view

function widths(page, tell) {
  const root = page.documentElement;
  if (root.scrollWidth > root.clientWidth) tell(`the page is ${root.scrollWidth} wide, of ${root.clientWidth}`);
  const scrolls = tell.view === "phone";
  for (const frame of page.querySelectorAll(".table, figure, svg")) {
    // On a phone a wide table is scrolled in its own frame.
    if (scrolls && frame.classList.contains("table")) continue;
    if (frame.clientWidth > 0 && frame.scrollWidth > frame.clientWidth + 1)
      tell(`${frame.tagName.toLowerCase()} is ${frame.scrollWidth} wide, of ${frame.clientWidth}: ${said(frame)}`);
  }
}

function places(page, style, tell) {
  const wide = page.documentElement.clientWidth;
  for (const element of page.querySelectorAll("body *")) {
    // The head of a table that stands as cards is heard, and not seen.
    if (!hasText(element) || element.closest("svg, .cards thead")) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0 && box.height === 0) continue;
    if (!element.closest(".table") && (box.left < -0.5 || box.right > wide + 0.5)) tell(`cut off: ${said(element)}`);
    // Of the words, since a cell is as high as its row.
    const words = page.createRange();
    words.selectNodeContents(element);
    const lines = words.getBoundingClientRect().height / (parseFloat(style(element).lineHeight) || 20);
    if (lines > 5 && box.width < 70) tell(`squeezed to ${Math.round(box.width)} pixels: ${said(element)}`);
    if (parseFloat(style(element).fontSize) < leastLetters) tell(`letters of ${style(element).fontSize}: ${said(element)}`);
  }
}

function drawings(page, style, tell) {
  for (const svg of page.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const boxes = [...svg.querySelectorAll("text")].map((text) => ({ text, box: text.getBoundingClientRect() }));
    const scale = frame.width / svg.viewBox.baseVal.width;
    for (const { text, box } of boxes) {
      const outside = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
      if (outside > 1) tell(`${Math.round(outside)} pixels outside its drawing: ${said(text)}`);
      const letters = parseFloat(style(text).fontSize) * scale;
      if (letters < leastLetters) tell(`letters of ${letters.toFixed(1)} pixels: ${said(text)}`);
    }
    boxes.forEach(({ text, box }, index) => {
      for (const other of boxes.slice(index + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        // A line's box is higher than its letters.
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 1 && down > 4) tell(`overlap in a drawing: ${said(text)} and ${said(other.text)}`);
      }
    });
  }
}

function contrasts(page, style, tell) {
  const known = new Map();
  const told = (front, back) => {
    const key = `${front}/${back}`;
    if (!known.has(key)) known.set(key, contrast(over(colour(front), back), back));
    return known.get(key);
  };
  for (const element of page.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 && box.height === 0) continue;
    const look = style(element);
    if (element.closest("svg")) {
      const isText = element.tagName === "text";
      if (!isText && !/\b(bar|line|mark|whisker|target|sum|axis)\b/.test(element.getAttribute("class") ?? "")) continue;
      const ink = isText || look.fill !== "none" ? look.fill : look.stroke;
      const ratio = told(element.tagName === "line" ? look.stroke : ink, behind(element.closest("svg"), style));
      if (ratio < (isText ? leastContrast : leastGraphicContrast))
        tell(`contrast ${ratio.toFixed(2)}: ${isText ? said(element) : element.getAttribute("class")}`);
    } else if (hasText(element)) {
      const ratio = told(look.color, behind(element, style));
      if (ratio < leastContrast) tell(`contrast ${ratio.toFixed(2)}: ${said(element)}`);
    }
  }
}

// What a reader who hears the page goes by. The same in all views.
function outline(page, tell) {
  if (!page.documentElement.lang) tell("the page has no language");
  if (!page.title.trim()) tell("the page has no title");
  let last = 0;
  for (const heading of page.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Number(heading.tagName[1]);
    if (level > last + 1) tell(`heading ${level} after ${last}: ${said(heading)}`);
    if (level === 1 && last > 0) tell(`a second title: ${said(heading)}`);
    if (!heading.textContent.trim()) tell("an empty heading");
    last = level;
  }
  const peers = new Map();
  for (const heading of page.querySelectorAll("h2")) peers.set(heading.textContent, (peers.get(heading.textContent) ?? 0) + 1);
  for (const [text, count] of peers) if (count > 1) tell(`${count} sections are called “${text}”`);
  const names = new Map();
  for (const region of page.querySelectorAll("[role=region]")) {
    const name = region.getAttribute("aria-label");
    if (!name) tell(`a region without a name: ${said(region)}`);
    names.set(name, (names.get(name) ?? 0) + 1);
  }
  for (const [name, count] of names) if (count > 1) tell(`${count} regions are called “${name}”`);
  for (const head of page.querySelectorAll("th")) if (!head.scope) tell(`a head of nothing: ${said(head)}`);
  for (const table of page.querySelectorAll("table")) {
    const wide = table.rows[0]?.cells.length;
    for (const cell of table.querySelectorAll("thead th")) if (!cell.textContent.trim() && wide > 1) tell("a column without a title");
  }
  for (const svg of page.querySelectorAll("svg"))
    if (svg.getAttribute("role") !== "img" || !svg.querySelector("title")) tell("a drawing without a name");
  const ids = [...page.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) tell(`the id ${id} twice`);
  for (const summary of page.querySelectorAll("details > summary")) if (!summary.textContent.trim()) tell("an empty summary");
}

// Paper shows what a screen does; but for the figures of a chart, which is drawn there.
function missingOnPaper(page, tell) {
  for (const element of page.querySelectorAll("main *")) {
    if (!hasText(element) || element.closest("svg, svg ~ details")) continue;
    if (!element.checkVisibility()) tell(`not on paper: ${said(element)}`);
  }
}

// MARK: All pages

const frame = document.getElementById("frame");
const found = document.getElementById("found");
const counts = {};

const loaded = (name) =>
  new Promise((done) => {
    frame.onload = done;
    frame.src = `pages/${encodeURIComponent(name)}`;
  });

async function look() {
  const lines = [];
  let wide = 0;
  for (const name of pages) {
    await loaded(name);
    const page = frame.contentDocument;
    const style = (element) => frame.contentWindow.getComputedStyle(element);
    const sheets = [...page.querySelectorAll("style")].map((sheet) => ({ sheet, css: sheet.textContent }));
    const teller = (view) => {
      const seen = new Set();
      const tell = (text) => {
        const line = `${name} ${view}: ${text}`;
        if (seen.has(line)) return;
        seen.add(line);
        counts[view] = (counts[view] ?? 0) + 1;
        lines.push(line);
      };
      tell.view = view;
      return tell;
    };
    outline(page, teller("outline"));
    for (const view of views) {
      const tell = teller(view.name);
      for (const { sheet, css } of sheets) sheet.textContent = view.style(css);
      frame.style.width = `${view.width}px`;
      frame.style.height = `${page.documentElement.scrollHeight}px`;
      widths(page, tell);
      places(page, style, tell);
      drawings(page, style, tell);
      contrasts(page, style, tell);
      if (view.name === "paper") missingOnPaper(page, tell);
      if (view.name === "phone")
        wide += [...page.querySelectorAll(".table")].filter((table) => table.scrollWidth > table.clientWidth + 1).length;
    }
  }
  const told = Object.entries(counts).map(([view, count]) => `${view} ${count}`);
  lines.push(`looked at ${pages.length} pages: ${told.length ? told.join(", ") : "nothing found"}`);
  lines.push(`looked at phones: ${wide} tables are scrolled in frames of their own`);
  found.textContent = lines.join("\n");
}

look().catch((error) => { found.textContent = `stopped: ${error.stack}`; });
