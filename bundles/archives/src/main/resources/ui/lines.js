import { stars } from './rate.js';

/** The lines of a purchase as a table; `review` opens the review of a line. */
export function linesTable(ctx, purchase, review = null) {
  const { html, t, fmt, icon } = ctx;
  const said = (l) => (l.review ? html`<div>${stars(ctx, l.review.stars)} <span class="second">${l.review.text ?? ''}</span></div>` : '');
  const button = (l) => (review ? html` <button type="button" class="btn small quiet" aria-label=${t('reviewOne', { name: l.name ?? l.sku ?? '' })} @click=${() => review(l)}>${icon('star')}${t('review')}</button>` : '');
  return html`<div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('product')}</th><th scope="col" class="end">${t('quantity')}</th><th scope="col" class="end">${t('unitPrice')}</th><th scope="col" class="end">${t('discount')}</th><th scope="col" class="end">${t('net')}</th></tr></thead>
    <tbody>${purchase.lines.map((l) => html`<tr><td class="whole">${l.name}${l.sku ? html`<div class="small muted mono">${l.sku}</div>` : ''}${Number(l.returned) ? html` <span class="badge warn">${t('returnedN', { n: Number(l.returned) })}</span>` : ''}${said(l)}${button(l)}</td>
      <td class="end" data-label=${t('quantity')}>${fmt.number(l.quantity)}</td><td class="end" data-label=${t('unitPrice')}>${fmt.money(l.unitPrice)}</td><td class="end" data-label=${t('discount')}>${Number(l.discount?.amount) ? fmt.money(l.discount) : ''}</td><td class="end push">${fmt.money(l.net)}</td></tr>`)}</tbody></table></div>`;
}
