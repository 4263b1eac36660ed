// The script of a brief: draws each figure from its table, follows the theme,
// prints in light colours. Without it the page is complete as tables.
import { Figure } from "./figure";
import { startTheme } from "./theme";

const figures: Figure[] = [];
const redraw = () => figures.forEach((f) => f.redraw(true));
const applyTheme = startTheme(document.querySelector<HTMLButtonElement>(".theme"), redraw);

for (const element of document.querySelectorAll<HTMLElement>("figure")) {
  if (element.querySelector("table")) figures.push(new Figure(element));
}
figures.forEach((f) => f.start());

// Paper is white, and narrower than most windows: A4 and US Letter less their
// margins hold this many CSS pixels.
const paper = 660;
addEventListener("beforeprint", () => {
  applyTheme("light");
  figures.forEach((f) => f.redraw(true, paper));
});
addEventListener("afterprint", () => {
  applyTheme();
  redraw();
});

document.documentElement.dataset.ready = "true"; // the browser test waits for it
