/** The calls, visits and messages of a customer. */
import { run as addInteraction } from './add-interaction.js';
import { askRating } from './ask-rating.js';
import { rateDialog, stars } from './rate.js';
import { body, CHANNELS, importedBy, pages, word } from './shared.js';

/** Shows the interactions of `params.customerId`. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, params, user } = ctx;
  const list = pages(ctx, '/archives/interactions', () => ({ customer: params.customerId }), draw);
  const add = async () => {
    if (await addInteraction(ctx)) list.load();
  };
  const rate = async (i) => {
    const save = (rating) => api.post(`/archives/interactions/${i.id}/rating`, rating);
    if (await rateDialog(ctx, { title: t('rateTitle'), known: i.rating, save, saved: t('rateSaved') })) list.load();
  };
  const rating = (i) => (i.rating ? html`<p>${stars(ctx, i.rating.stars)}${i.rating.by ? '' : html` <span class="badge">${t('ratedHimself')}</span>`} ${i.rating.text ?? ''}</p>` : '');
  const row = (i) => html`<li><span class="timeline-icon">${icon(CHANNELS[i.channel] ?? 'message-square')}</span><div class="grow">
    <div class="row"><strong>${i.topic || word(ctx, 'channel', i.channel)}</strong><span class="badge">${word(ctx, 'channel', i.channel)} · ${t(`direction.${i.direction}`)}</span>${i.visibility !== 'ALL' ? html`<span class="badge warn">${icon('lock')}${t(`visibility.${i.visibility}`)}</span>` : ''}</div>
    ${i.body ? html`<p class="pre second">${i.body}</p>` : ''}${i.outcome ? html`<p><span class="muted">${t('outcome')}</span> ${i.outcome}</p>` : ''}
    ${rating(i)}<p class="small muted">${[fmt.dateTime(i.at), i.staffName].filter(Boolean).join(' · ')}${i.imported ? html` · ${importedBy(ctx, i)}` : ''}</p></div>
    ${user.can('archives:interaction:edit') && i.customerId ? html`<div class="row actions"><button type="button" class="btn small quiet" @click=${() => rate(i)}>${icon('star')}${t('rate')}</button><button type="button" class="btn small quiet" @click=${() => askRating(ctx, i)}>${icon('link')}${t('askRating')}</button></div>` : ''}</li>`;
  function draw() {
    const button = user.can('archives:interaction:create') ? html`<button type="button" class="btn small" @click=${add}>${icon('plus')}${t('addInteraction')}</button>` : '';
    render(
      html`${list.items?.length ? html`<div class="row end">${button}</div>` : ''}${body(ctx, list, (items) => html`<ol class="timeline flat">${items.map(row)}</ol>`, { icon: 'message-square', title: t('interactionsEmpty'), text: t('interactionsEmptyText'), action: button })}`,
      el,
    );
  }
  draw();
  ctx.on('customer', ({ id }) => {
    if (!id || id === params.customerId) list.load();
  });
  list.load();
}
