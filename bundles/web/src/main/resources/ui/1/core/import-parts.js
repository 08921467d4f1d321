/** Words and colours of an import, shared by the list and the wizard. */

const TONES = { RUNNING: 'primary', DONE: 'ok', DONE_WITH_ERRORS: 'warn', FAILED: 'bad', PAUSED: 'warn', VALIDATED: 'info', UNDOING: 'primary' };

/** The state of an import as a badge. */
export function importBadge({ html, t }, i) {
  return html`<span class="badge ${TONES[i.state] ?? ''}">${i.dryRun && i.state === 'RUNNING' ? t('import.trying') : t(`import.state.${i.state}`)}</span>`;
}

/** States in which nothing more happens. */
export const ENDED = ['DONE', 'DONE_WITH_ERRORS', 'FAILED', 'CANCELLED', 'UNDONE'];

/** The figures of a result: `[key, tone]`. */
export const FIGURES = [['created', 'ok'], ['updated', 'primary'], ['unchanged', ''], ['skipped', ''], ['review', 'warn'], ['errors', 'bad']];
