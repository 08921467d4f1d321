/** Little helpers of the kit for elements and events. */
import { directive, Directive, html, noChange } from '../lit.js';

/** Sets style properties through the CSSOM, which the Content-Security-Policy allows: `<div ${styles({'--n': 3})}>`. */
export const styles = directive(
  class extends Directive {
    update(part, [values]) {
      for (const [name, value] of Object.entries(values)) part.element.style.setProperty(name, value);
      return noChange;
    }
    render() {
      return noChange;
    }
  },
);

/** An icon of the sprite, hidden from screen readers. */
export function icon(name, extra = '') {
  return html`<svg class="icon ${extra}" aria-hidden="true"><use href="/ui/1/icons.svg#${name}"></use></svg>`;
}

/** The round picture of a person or organisation: family name's first character, or the initials. */
export function avatar(name, { size = '', organisation = false } = {}) {
  const clean = (name ?? '').replace(/[^\p{L}\p{N} ]/gu, '').trim();
  const words = clean.split(/\s+/);
  const han = /\p{Script=Han}/u.test(clean);
  const text = !clean ? '·' : han || words.length === 1 ? [...clean][0] : [...words[0]][0] + [...words.at(-1)][0];
  const tone = [...clean].reduce((sum, c) => sum + c.codePointAt(0), 0) % 5;
  return html`<span class="avatar ${size} ${organisation ? 'org' : ''} t${tone}" aria-hidden="true">${text}</span>`;
}

/** An empty state: icon, sentence, action. */
export function empty({ icon: name = 'inbox', title, text, action } = {}) {
  return html`<div class="empty">
    <span class="empty-icon">${icon(name)}</span>
    ${title ? html`<p class="empty-title">${title}</p>` : ''}${text ? html`<p>${text}</p>` : ''}
    ${action ? html`<div class="row">${action}</div>` : ''}
  </div>`;
}

/** Lines that stand for content that is still loading. */
export function skeleton(lines = 3) {
  return html`<div class="stack tight" aria-busy="true">${Array.from({ length: lines }, (_, i) => html`<span class="skeleton w${(i % 3) + 1}"></span>`)}</div>`;
}

/** Calls `run` once typing has rested; never between the strokes of an input method. Use as `@input` and `@compositionend`. */
export function typing(run, wait = 220) {
  let timer = 0;
  return (event) => {
    clearTimeout(timer);
    if (event.isComposing) return;
    const { value } = event.target;
    timer = setTimeout(() => run(value), event.type === 'compositionend' ? 0 : wait);
  };
}

let count = 0;

/** A fresh id for labels and descriptions. */
export function uid(prefix = 'kw') {
  count += 1;
  return `${prefix}-${count}`;
}

/** True on a screen as narrow as a phone. */
export function narrow() {
  return matchMedia('(max-width: 759px)').matches;
}

/** True while an event comes from a field, where single keys are text. */
export function inField(event) {
  return event.composedPath().some((n) => n instanceof HTMLElement && (n.isContentEditable || n.matches('input:not([type=checkbox]):not([type=radio]), textarea, select')));
}

/** Asks the browser to save `text` as a file. */
export function saveFile(name, text, type = 'text/plain') {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const a = Object.assign(document.createElement('a'), { href: url, download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
