/** Menus and pop-overs that hang on a button. */
import { html, nothing, render } from '../lit.js';
import { icon } from './dom.js';

/** Puts a fixed element below (or above) its anchor, inside the window. */
export function placeAt(el, anchor) {
  const a = anchor.getBoundingClientRect();
  const { offsetWidth: w, offsetHeight: h } = el;
  const left = Math.min(Math.max(8, a.right - w < 8 || a.left + w < innerWidth - 8 ? a.left : a.right - w), innerWidth - w - 8);
  const below = a.bottom + 6 + h <= innerHeight - 8 || a.top < h;
  el.style.left = `${Math.max(8, left)}px`;
  el.style.top = `${Math.max(8, below ? a.bottom + 6 : a.top - h - 6)}px`;
}

/** Opens a pop-over at `anchor`; answers `{el, close, update}`. `body` is a function giving a template. */
export function popover(anchor, body, { className = 'menu', role = null, label = '', onclose } = {}) {
  const el = document.createElement('div');
  el.className = className;
  el.popover = 'auto';
  if (role) el.setAttribute('role', role);
  if (label) el.setAttribute('aria-label', label);
  const close = () => el.isConnected && el.hidePopover();
  const update = () => render(body({ close, update }), el);
  (anchor.closest('dialog, main, .header') ?? document.body).append(el);
  el.addEventListener('toggle', (e) => {
    if (e.newState !== 'closed') return;
    anchor.setAttribute('aria-expanded', 'false');
    const back = el.contains(document.activeElement) || document.activeElement === document.body;
    el.remove();
    if (back && anchor.isConnected) anchor.focus();
    onclose?.();
  });
  update();
  el.showPopover();
  placeAt(el, anchor);
  anchor.setAttribute('aria-expanded', 'true');
  return { el, close, update };
}

/**
 * Opens a menu at `anchor`. Items are `{label, icon, run, href, danger, disabled, checked, hint}`, `'-'` for a line, or
 * `{heading}`; falsy ones are left out.
 */
export function menu(anchor, items, { label = '' } = {}) {
  const shown = items.filter(Boolean);
  const p = popover(
    anchor,
    ({ close }) =>
      shown.map((i) => {
        if (i === '-') return html`<div role="separator"></div>`;
        if (i.heading) return html`<div class="menu-label" role="presentation">${i.heading}</div>`;
        const inner = html`${i.icon ? icon(i.icon) : ''}<span class="grow">${i.label}</span>${i.checked ? html`<span class="check-mark">${icon('check')}</span>` : ''}`;
        if (i.href) return html`<a role="menuitem" tabindex="-1" href=${i.href} @click=${close}>${inner}</a>`;
        return html`<button type="button" tabindex="-1" role=${'checked' in i ? 'menuitemcheckbox' : 'menuitem'} aria-checked=${'checked' in i ? String(!!i.checked) : nothing}
         
          class=${i.danger ? 'danger' : ''} ?disabled=${i.disabled} @click=${() => { close(); i.run?.(anchor); }}>${inner}</button>`;
      }),
    { role: 'menu', label },
  );
  const entries = () => [...p.el.querySelectorAll('[role^="menuitem"]:not(:disabled)')];
  p.el.addEventListener('keydown', (e) => {
    const all = entries();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[e.key];
    if (to !== undefined) {
      e.preventDefault();
      all[to]?.focus();
    } else if (e.key === 'Tab') {
      e.preventDefault();
      p.close();
    }
  });
  (entries().find((el) => el.getAttribute('aria-checked') === 'true') ?? entries()[0])?.focus();
  return p;
}
