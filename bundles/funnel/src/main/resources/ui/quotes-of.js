/** The quotes of an opportunity, on its page. */
import { createQuote, quoteName, stateBadge } from './quote-parts.js';
import { pages } from './shared.js';

/** Shows those of `params.opportunityId`. */
export function mount(el, ctx) {
  const { html, render, t, fmt, icon, href, params, user } = ctx;
  const list = pages(ctx, '/funnel/quotes', () => ({ opportunity: params.opportunityId }), draw);
  const add = async () => {
    const made = await createQuote(ctx, params.opportunity);
    if (made) ctx.go(`/funnel/quotes/${made.id}`);
  };
  const row = (one) => html`<tr><td class="whole"><a class="strong" href=${href(`/funnel/quotes/${one.id}`)}>${quoteName(ctx, one)}</a></td><td>${stateBadge(ctx, one)}</td><td class="second nowrap" data-label=${t('quote.validUntil')}>${fmt.date(one.validUntil)}</td><td class="end push"><strong>${one.totals ? fmt.money(one.totals.total) : ''}</strong></td></tr>`;
  function body() {
    if (list.error) return ctx.failure(list.error, { retry: list.load });
    if (!list.items) return html`<div class="padded">${ctx.skeleton(2)}</div>`;
    if (!list.items.length) return html`<p class="padded muted">${t('quote.noneOf')}</p>`;
    return html`<div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('quote.number')}</th><th scope="col">${t('statusLabel')}</th><th scope="col">${t('quote.validUntil')}</th><th scope="col" class="end">${t('total')}</th></tr></thead><tbody>${list.items.map(row)}</tbody></table></div>
      ${list.next ? html`<div class="row padded more"><button type="button" class="btn small" @click=${list.more}>${t('kit.loadMore')}</button></div>` : ''}`;
  }
  function draw() {
    const may = user.can('funnel:quote:create') && params.opportunity.status !== 'LOST';
    render(html`<section class="card" aria-label=${t('quotes')}><div class="card-head"><h2>${t('quotes')}</h2>${may ? html`<button type="button" class="btn small" @click=${add}>${icon('plus')}${t('quote.add')}</button>` : ''}</div>${body()}</section>`, el);
  }
  draw();
  list.load();
  ctx.on('customer', ({ id }) => {
    if (!id || id === params.customerId) list.load();
  });
}
