/** What the pages say of a signal, and how one is decided. */

/** The icons of the kinds. */
export const KINDS = { BUYING_INTENT: 'shopping-bag', SERVICE_PROBLEM: 'triangle-alert' };

/** The rule that found it, or its kind for whom the rule is hidden. */
export const nameOf = ({ t }, signal) => signal.rule ?? t(`signals.kind.${signal.kind}`);

/** What it stands on, with the way to it; in words where the reader may read none of it. */
export function proof(ctx, { customerId, evidence }) {
  const { html, t, fmt } = ctx;
  if (!evidence.count) return html`<span class="muted">${t('signals.notYours')}</span>`;
  return html`<a href=${ctx.href(`/customers/${customerId}?tab=archives.interactions`)}>${t('evidence.interaction', { n: evidence.count, date: fmt.date(evidence.last) })}</a>`;
}

/** Asks whoever may read what it stands on for a note, and decides; whether it was decided. */
export async function decide(ctx, signal, state) {
  const { html, t, api, dialog, toast } = ctx;
  const save = (note) => api.patch(`/archives/signals/${signal.id}`, { state, ...(note ? { note } : {}) }, signal.version);
  if (state === 'OPEN' || !signal.evidence.count) {
    try {
      await save();
      return true;
    } catch (error) {
      ctx.toastError(error);
      return false;
    }
  }
  return dialog({
    title: `${t(`signals.do.${state}`)}: ${nameOf(ctx, signal)}`,
    body: ({ close }) => html`<kw-form .fields=${[{ name: 'note', label: t('signals.note'), type: 'textarea', rows: 3, hint: t(`signals.noteHint.${state}`), maxlength: 1000 }]} .value=${{ note: signal.note ?? '' }} .submitLabel=${t(`signals.do.${state}`)} .cancel=${() => close()} .submit=${async (v, form) => {
      await save(v.note);
      form.settle();
      close(true);
      toast(t(`signals.did.${state}`));
    }}></kw-form>`,
  });
}
