/** The state of a place whose content could not be had: what happened, and what to do next. */
import { html } from '../lit.js';
import { empty, icon } from './dom.js';
import { ApiError } from './http.js';
import { t } from './text.js';

const ICONS = { away: 'plug', forbidden: 'lock', missing: 'search', offline: 'wifi-off', failed: 'circle-alert' };

function kindOf(error) {
  if (!(error instanceof ApiError)) return 'failed';
  if (['module-not-running', 'module-not-installed'].includes(error.code)) return 'away';
  if (error.status === 403) return 'forbidden';
  if (error.status === 404) return 'missing';
  return error.code === 'offline' ? 'offline' : 'failed';
}

/** The words for a failed call: `{kind, icon, title, text}`; `kind` is away, forbidden, missing, offline or failed. */
export function failureOf(error) {
  const kind = kindOf(error);
  const known = error instanceof ApiError;
  const title = kind === 'failed' ? (known && error.title) || t('error.unexpected') : t(`failure.${kind}`);
  const text = { away: t('view.awayText'), forbidden: t('forbidden.text') }[kind] ?? (known ? error.message : t('view.failedText'));
  const number = known && error.requestId && kind === 'failed' ? html`<br /><span class="small">${t('view.request', { id: error.requestId })}</span>` : '';
  return { kind, icon: ICONS[kind], title, text: html`${text === title ? '' : text}${number}` };
}

/** An empty state for a failed call; `retry` is offered where trying again can help. */
export function failure(error, { retry, action = '' } = {}) {
  const { kind, icon: name, title, text } = failureOf(error);
  const again = retry && kind !== 'forbidden' ? html`<button type="button" class="btn" @click=${() => retry()}>${icon('refresh-cw')}${t('kit.retry')}</button>` : '';
  return html`<div role="alert">${empty({ icon: name, title, text, action: again || action ? html`${again}${action}` : '' })}</div>`;
}
