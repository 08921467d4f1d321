/** Short messages at the corner; they stay above modal dialogs, since a dialog makes everything outside it inert. */
import { html, render, repeat } from '../lit.js';
import { icon } from './dom.js';
import { t } from './text.js';
import { ApiError } from './http.js';

const ICONS = { ok: 'circle-check', info: 'info', warn: 'triangle-alert', bad: 'circle-alert' };
const region = document.createElement('div');
region.className = 'toasts';
region.setAttribute('role', 'status');
region.setAttribute('aria-live', 'polite');
region.setAttribute('aria-relevant', 'additions');
let items = [];
let next = 1;

function draw() {
  if (!region.isConnected) placeToasts();
  render(
    repeat(
      items,
      (i) => i.id,
      (i) => html`<div class="toast ${i.kind}" @pointerenter=${() => hold(i)} @pointerleave=${() => start(i)} @focusin=${() => hold(i)} @focusout=${() => start(i)}>
        ${icon(ICONS[i.kind])}<span>${i.text}</span>
        ${i.undo ? html`<button type="button" @click=${() => close(i, i.undo)}>${t('kit.undo')}</button>` : ''}
        ${i.action ? html`<button type="button" @click=${() => close(i, i.action.run)}>${i.action.label}</button>` : ''}
        <button type="button" class="close" aria-label=${t('kit.close')} @click=${() => close(i)}>${icon('x')}</button>
      </div>`,
    ),
    region,
  );
}

function hold(item) {
  clearTimeout(item.timer);
}

function start(item) {
  clearTimeout(item.timer);
  item.timer = setTimeout(() => close(item), item.ms);
}

function close(item, then) {
  clearTimeout(item.timer);
  items = items.filter((i) => i !== item);
  draw();
  then?.();
}

/** Moves the messages into the uppermost modal dialog, or back to the page. */
export function placeToasts() {
  const open = [...document.querySelectorAll('dialog:modal')];
  (open.at(-1) ?? document.body).append(region);
}

/** Shows a message; `undo` gives 8 seconds to take it back. */
export function toast(text, { kind = 'ok', undo, action, ms } = {}) {
  const item = { id: next++, text, kind, undo, action, ms: ms ?? (undo || action ? 8000 : kind === 'bad' ? 9000 : 4500) };
  items = [...items.slice(-3), item];
  draw();
  start(item);
  return () => close(item);
}

/** Shows a failed call; an aborted one is silent. */
export function toastError(error) {
  if (error?.name === 'AbortError') return;
  if (!(error instanceof ApiError)) reportError(error);
  toast(error instanceof ApiError ? error.message : t('error.unexpected'), { kind: 'bad' });
}
