/** Texts of the console and of the modules, in the language of the user. */
import { pref, setPref } from './prefs.js';

export const LANGUAGES = { 'zh-CN': '简体中文', en: 'English' };

let language = 'zh-CN';
let core = {};
let whole = null;
let plural = new Intl.PluralRules(language);
let numbers = new Intl.NumberFormat(language);

/** The language chosen in this browser, else the browser's own. */
export function preferredLanguage() {
  const saved = pref('language');
  if (saved in LANGUAGES) return saved;
  return (navigator.languages ?? []).some((l) => l.toLowerCase().startsWith('zh')) || !navigator.language?.startsWith('en') ? 'zh-CN' : 'en';
}

async function read(file) {
  return (await fetch(`/ui/1/i18n/${file}`)).json();
}

/** Loads the texts of the pages that are opened less often. */
export async function loadMoreTexts() {
  whole ??= read(`${language}.more.json`).then((more) => {
    core = { ...more, ...core };
  }, (failure) => {
    whole = null;
    throw failure;
  });
  await whole;
}

/** Loads the console's own texts and makes `lang` the page's language. */
export async function loadTexts(lang) {
  const files = await Promise.all([read(`${lang}.json`), whole ? read(`${lang}.more.json`) : {}]);
  core = Object.assign({}, ...files);
  language = lang;
  plural = new Intl.PluralRules(lang);
  numbers = new Intl.NumberFormat(lang);
  document.documentElement.lang = lang;
}

/** Remembers the language for this browser. */
export function rememberLanguage(lang) {
  setPref('language', lang);
}

/** The language of the page, such as `zh-CN`. */
export function lang() {
  return language;
}

/**
 * Fills a text: `{name}` is replaced (numbers are formatted), `{n|row|rows}` picks a word by the plural of `n`.
 */
export function fill(text, values = {}) {
  return text.replace(/\{(\w+)((?:\|[^{}|]*)*)\}/g, (whole, name, forms) => {
    if (!(name in values)) return whole;
    const value = values[name];
    if (forms) {
      const words = forms.slice(1).split('|');
      return plural.select(Number(value)) === 'one' ? words[0] : words[words.length - 1];
    }
    return typeof value === 'number' ? numbers.format(value) : String(value ?? '');
  });
}

/** A text of the console; a missing key shows itself. */
export function t(key, values) {
  return fill(core[key] ?? key, values);
}

/** True when the console has this key. */
export function has(key) {
  return key in core;
}

/** The `t` of one module: its own texts first, then the console's under `kit.`. */
export function textsOf(texts = {}) {
  return (key, values) => fill(texts[key] ?? core[key] ?? key, values);
}
