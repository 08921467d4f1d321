/** Shortcuts of the console, and the list that `?` shows. */
import { inField } from '../kit/dom.js';
import { go } from './router.js';
import { can } from './state.js';

const GO = { h: '/', c: '/customers', i: '/imports', m: '/modules', j: '/jobs', s: '/settings' };
let waiting = 0;

/** Opens the palette. */
export async function openPalette() {
  (await import('./palette.js')).openPalette();
}

/** Shows the shortcuts. */
export async function showKeys() {
  (await import('./keys-help.js')).showKeys();
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
