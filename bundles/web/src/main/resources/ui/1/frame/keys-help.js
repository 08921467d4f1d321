/** The list of shortcuts that `?` shows. */
import { html } from '../lit.js';
import { dialog } from '../kit/dialog.js';
import { t } from '../kit/text.js';

const LIST = [
  ['Ctrl K', 'keys.palette'], ['/', 'keys.search'], ['n', 'keys.new'], ['g h', 'keys.home'], ['g c', 'keys.customers'], ['g i', 'keys.imports'],
  ['g m', 'keys.modules'], ['g j', 'keys.jobs'], ['g s', 'keys.settings'], ['?', 'keys.help'],
];
/** Shows the shortcuts. */
export function showKeys() {
  dialog({
    title: t('keys.title'),
    size: 'small',
    body: () => html`<dl class="keys-list">${LIST.map(([keys, text]) => html`<div><dt>${keys.split(' ').map((k) => html`<kbd>${k}</kbd> `)}</dt><dd>${t(text)}</dd></div>`)}</dl>`,
  });
}
