// Colours come from the style sheet, by name.

export interface Theme {
  dark: boolean;
  color(name: string): string;
  font: string;
}

export function currentTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  return {
    dark: document.documentElement.dataset.theme === "dark",
    color: (name) => style.getPropertyValue("--" + name).trim(),
    font: style.getPropertyValue("--sans").trim(),
  };
}

const palette = ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"];

// assign gives each series its colour: by role where it has one, else the next
// of the palette.
export function assign(theme: Theme, roles: (string | undefined)[]): string[] {
  let next = 0;
  return roles.map((role) => theme.color(role || palette[next++ % palette.length]!));
}

export type Choice = "dark" | "light";

// startTheme follows the system until the reader chooses, and remembers the
// choice where the browser allows it.
export function startTheme(button: HTMLButtonElement | null, changed: () => void): (forced?: Choice) => void {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  let choice = load();
  const apply = (forced?: Choice) => {
    const theme = forced ?? choice ?? (system.matches ? "dark" : "light");
    if (root.dataset.theme === theme) return;
    root.dataset.theme = theme;
    if (button) {
      button.textContent = theme === "dark" ? "Light" : "Dark";
      button.setAttribute("aria-label", `Switch to ${theme === "dark" ? "light" : "dark"} colours`);
    }
    changed();
  };
  system.addEventListener("change", () => apply());
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      choice = root.dataset.theme === "dark" ? "light" : "dark";
      save(choice);
      apply();
    });
  }
  apply();
  return apply;
}

// Storage is refused in some browsers for pages opened from a file.
function load(): Choice | undefined {
  try {
    const v = localStorage.getItem("adit-theme");
    return v === "dark" || v === "light" ? v : undefined;
  } catch {
    return undefined;
  }
}

function save(choice: Choice): void {
  try {
    localStorage.setItem("adit-theme", choice);
  } catch {
    // Not remembered, then.
  }
}
