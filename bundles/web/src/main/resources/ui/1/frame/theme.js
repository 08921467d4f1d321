/** Light, dark, or as the system says. */
import { onPref, pref, setPref } from '../kit/prefs.js';

const system = matchMedia('(prefers-color-scheme: dark)');

/** The choice: `light`, `dark` or `auto`. */
export function theme() {
  return pref('theme', 'auto');
}

function apply() {
  const dark = theme() === 'dark' || (theme() === 'auto' && system.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

/** Takes and remembers a choice. */
export function setTheme(value) {
  setPref('theme', value);
  apply();
}

system.addEventListener('change', apply);
onPref('theme', apply);
