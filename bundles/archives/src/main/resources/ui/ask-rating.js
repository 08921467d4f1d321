/** Asks a customer to rate a contact himself: by a link to hand over, or by mail where he may be written to. */

/** Opens the dialog for an interaction. */
export function askRating(ctx, interaction) {
  const { html, t, fmt, api, icon, dialog, toast, user } = ctx;
  const at = `/archives/interactions/${interaction.id}`;
  let link = null;
  let mail = null;
  let mailed = false;
  let error = null;
  let draw = () => {};
  const make = async () => {
    error = null;
    try {
      link = await api.post(`${at}/rating-links`, {}, { idempotent: false });
      if (link.url && user.can('core:consent:view')) mail = await api.post(`/customers/${interaction.customerId}/send-checks`, { purpose: 'SERVICE', channel: 'EMAIL' }, { idempotent: false });
    } catch (e) {
      if (!link) error = e;
    }
    draw();
  };
  const address = () => link.url ?? new URL(link.path, window.location.href).href;
  const copy = async (e) => {
    const input = e.currentTarget.parentElement.querySelector('input');
    try {
      await navigator.clipboard.writeText(address());
      toast(t('kit.copied'));
    } catch {
      input.select();
      toast(t('kit.notCopied'), { kind: 'warn' });
    }
  };
  const send = async () => {
    try {
      await api.post(`${at}/rating-mails`, {});
      mailed = true;
      toast(t('askRating.mailed'));
    } catch (e) {
      ctx.toastError(e);
    }
    draw();
  };
  const byMail = () => {
    if (mailed) return html`<p class="second" role="status">${t('askRating.mailed')}</p>`;
    if (mail?.outcome === 'ALLOWED') return html`<div class="row"><button type="button" class="btn" @click=${send}>${icon('mail')}${t('askRating.mail')}</button></div>`;
    return mail ? html`<p class="small muted">${t('askRating.noMail', { why: mail.text })}</p>` : '';
  };
  make();
  return dialog({
    title: t('askRating.title'),
    body: ({ update }) => {
      draw = update;
      return html`<div class="stack"><p class="second">${t('askRating.text')}</p>
        ${error ? ctx.failure(error, { retry: make }) : !link ? ctx.skeleton(1) : html`<div class="input-row"><input class="input grow mono" readonly aria-label=${t('askRating.address')} .value=${address()} @focus=${(e) => e.target.select()} /><button type="button" class="btn primary" @click=${copy}>${icon('copy')}${t('kit.copy')}</button></div>
          <p class="small muted">${t('askRating.until', { date: fmt.date(link.expiresAt) })}</p>${byMail()}`}</div>`;
    },
  });
}
