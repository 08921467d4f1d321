/** Shortcuts of the console, and the list that `?` shows. */
import { inField } from '../kit/dom.js';
import { toastError } from '../kit/toast.js';
import { go } from './router.js';
import { can } from './state.js';

const GO = { h: '/', c: '/customers', i: '/imports', m: '/modules', j: '/jobs', s: '/settings' };
let waiting = 0;

let opening = null;

/** Fetches the palette once the browser has nothing else to do, so that it opens at once. */
export function fetchPalette() {
  const run = () => import('./palette.js').catch(() => {});
  if (window.requestIdleCallback) requestIdleCallback(run);
  else setTimeout(run, 1000);
}

/** What is typed before the palette stands is its text; no field and no shortcut of the page gets it. */
function keep(e) {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  e.preventDefault();
  e.stopImmediatePropagation();
  if (e.key === 'Escape') opening.left = true;
  else if (e.key === 'Backspace') opening.text = opening.text.slice(0, -1);
  else if ([...e.key].length === 1) opening.text += e.key;
}

/** Opens the palette. */
export async function openPalette() {
  if (opening) {
    opening.left = false;
    return;
  }
  opening = { opener: document.activeElement, text: '', left: false };
  opening.opener?.blur?.();
  addEventListener('keydown', keep, true);
  try {
    const palette = await import('./palette.js');
    if (!opening.left) palette.openPalette(opening);
  } catch (error) {
    toastError(error);
  } finally {
    removeEventListener('keydown', keep, true);
    opening = null;
  }
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
