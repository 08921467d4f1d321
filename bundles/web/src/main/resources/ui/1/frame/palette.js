/** Ctrl-K: find a customer, go to a page, create something, return to what was seen last. */
import { html, nothing, render } from '../lit.js';
import { icon, typing } from '../kit/dom.js';
import { api, latest } from '../kit/http.js';
import { placeToasts } from '../kit/toast.js';
import { t } from '../kit/text.js';
import { recentCustomers } from './recent.js';
import { allModules } from './modules.js';
import { go, href } from './router.js';
import { navEntries } from './nav.js';
import { can } from './state.js';

let open = null;

function commands() {
  return [
    can('core:customer:create') && { icon: 'user-plus', label: t('customer.new'), path: '/customers/new' },
    can('core:import:create') && { icon: 'upload', label: t('import.new'), path: '/imports/new' },
    ...allModules().flatMap((m) => (m.slots?.command ?? []).filter((c) => can(c.permission)).map((c) => ({ icon: c.icon ?? 'plus', label: m.t(c.title), path: c.path, hint: m.title }))),
  ].filter(Boolean);
}

/** Opens the palette with what was typed already; `opener` gets the focus back. */
export function openPalette({ opener, text: typed }) {
  if (open) return;
  const el = document.createElement('dialog');
  el.className = 'palette';
  el.setAttribute('aria-label', t('palette.title'));
  let text = '';
  let found = [];
  let searching = false;
  let at = 0;

  const find = latest((q, signal) => api.get('/customers', { q, limit: 6 }, { signal }));
  const search = async (value) => {
    text = value.trim();
    at = 0;
    searching = text !== '' && can('core:customer:view');
    if (!searching) found = [];
    draw();
    if (!searching) return;
    try {
      found = (await find(text)).items;
      searching = false;
      draw();
    } catch (error) {
      if (error.name === 'AbortError') return;
      searching = false;
      found = [];
      draw();
    }
  };
  const fits = (label) => label.toLowerCase().includes(text.toLowerCase());
  const groups = () => [
    { title: t('palette.customers'), items: found.map((c) => ({ icon: c.kind === 'ORGANISATION' ? 'building-2' : 'user-round', label: c.displayName, hint: [c.phone, c.storeName].filter(Boolean).join(' · '), path: `/customers/${c.id}` })) },
    { title: t('palette.recent'), items: text ? [] : recentCustomers().map((c) => ({ icon: 'history', label: c.displayName, path: `/customers/${c.id}` })) },
    { title: t('palette.create'), items: commands().filter((c) => fits(c.label)) },
    { title: t('palette.go'), items: navEntries().filter((n) => fits(n.title)).map((n) => ({ icon: n.icon, label: n.title, hint: n.groupTitle, path: n.path })) },
  ].filter((g) => g.items.length);
  const flat = () => groups().flatMap((g) => g.items);
  const close = () => {
    document.body.append(document.querySelector('.toasts') ?? '');
    el.close();
    el.remove();
    open = null;
    placeToasts();
    if (opener?.isConnected) opener.focus();
  };
  const choose = (item) => {
    close();
    go(item.path);
  };
  const keys = (e) => {
    if (e.isComposing) return;
    const all = flat();
    const move = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (move && all.length) {
      e.preventDefault();
      at = (at + move + all.length) % all.length;
      draw();
      el.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    } else if (e.key === 'Enter' && all[at]) {
      e.preventDefault();
      if (e.ctrlKey || e.metaKey) window.open(href(all[at].path), '_blank', 'noopener');
      else choose(all[at]);
    }
  };
  const run = typing(search, 160);
  function draw() {
    let n = -1;
    const shown = groups();
    render(
      html`<div class="palette-top">${icon(searching ? 'loader-circle' : 'search', searching ? 'l spin' : 'l')}
          <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" aria-label=${t('palette.title')} autocomplete="off" spellcheck="false"
            aria-activedescendant=${shown.length ? `palette-${at}` : nothing} placeholder=${t('search.placeholder')} @input=${run} @compositionend=${run} @keydown=${keys} /></div>
        <div class="palette-list" id="palette-list" role="listbox" aria-label=${t('palette.results')} tabindex="-1">
          ${shown.map((g) => html`<div role="group" aria-label=${g.title}><div class="palette-group" role="presentation">${g.title}</div>
            ${g.items.map((item) => {
              n += 1;
              const mine = n;
              return html`<div role="option" id="palette-${mine}" class="palette-item" aria-selected=${String(mine === at)} @click=${() => choose(item)} @pointermove=${() => { if (at !== mine) { at = mine; draw(); } }}>
                ${icon(item.icon)}<span class="truncate">${item.label}</span>${item.hint ? html`<span class="palette-hint">${item.hint}</span>` : ''}</div>`;
            })}</div>`)}
        </div>
        ${shown.length ? '' : html`<p class="palette-none" role="status">${searching ? t('kit.loading') : t('palette.none')}</p>`}
        <div class="palette-foot"><kbd>↑</kbd><kbd>↓</kbd> ${t('grid.move')}<kbd>Enter</kbd> ${t('grid.open')}<kbd>Esc</kbd> ${t('kit.close')}</div>`,
      el,
    );
  }
  el.addEventListener('cancel', (e) => {
    e.preventDefault();
    close();
  });
  el.addEventListener('click', (e) => {
    if (e.target === el) close();
  });
  draw();
  document.body.append(el);
  el.showModal();
  placeToasts();
  const input = el.querySelector('input');
  input.value = typed;
  input.focus();
  open = el;
  if (typed) search(typed);
}
