/** Shortcuts of the console, and the list that `?` shows. */
import { html } from '../lit.js';
import { dialog } from '../kit/dialog.js';
import { inField } from '../kit/dom.js';
import { t } from '../kit/text.js';
import { openPalette } from './palette.js';
import { go } from './router.js';
import { can } from './state.js';

const GO = { h: '/', c: '/customers', i: '/imports', m: '/modules', j: '/jobs', s: '/settings' };
const LIST = [
  ['Ctrl K', 'keys.palette'], ['/', 'keys.search'], ['n', 'keys.new'], ['g h', 'keys.home'], ['g c', 'keys.customers'], ['g i', 'keys.imports'],
  ['g m', 'keys.modules'], ['g j', 'keys.jobs'], ['g s', 'keys.settings'], ['?', 'keys.help'],
];
let waiting = 0;

/** Shows the shortcuts. */
export function showKeys() {
  dialog({
    title: t('keys.title'),
    size: 'small',
    body: () => html`<dl class="keys-list">${LIST.map(([keys, text]) => html`<div><dt>${keys.split(' ').map((k) => html`<kbd>${k}</kbd> `)}</dt><dd>${t(text)}</dd></div>`)}</dl>`,
  });
}

/** Listens to the keyboard from now on. */
export function startKeys() {
  addEventListener('keydown', (e) => {
    if (e.isComposing || e.defaultPrevented) return;
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') {
      e.preventDefault();
      if (!document.querySelector('dialog:modal')) openPalette();
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey || inField(e) || document.querySelector('dialog:modal, [popover]:popover-open')) return;
    const now = Date.now();
    if (now - waiting < 1200 && GO[e.key]) {
      waiting = 0;
      e.preventDefault();
      go(GO[e.key]);
    } else if (e.key === 'g') waiting = now;
    else if (e.key === '?') showKeys();
    else if (e.key === '/') {
      e.preventDefault();
      (document.querySelector('[data-page-search]') ?? document.querySelector('.header-search'))?.focus();
    } else if (e.key === 'n' && can('core:customer:create')) {
      e.preventDefault();
      go('/customers/new');
    }
  });
}
