/** The lines of a purchase as a table. */
export function linesTable(ctx, purchase) {
  const { html, t, fmt } = ctx;
  return html`<div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('product')}</th><th scope="col" class="end">${t('quantity')}</th><th scope="col" class="end">${t('unitPrice')}</th><th scope="col" class="end">${t('discount')}</th><th scope="col" class="end">${t('net')}</th></tr></thead>
    <tbody>${purchase.lines.map((l) => html`<tr><td class="whole">${l.name}${l.sku ? html`<div class="small muted mono">${l.sku}</div>` : ''}${Number(l.returned) ? html` <span class="badge warn">${t('returnedN', { n: Number(l.returned) })}</span>` : ''}</td>
      <td class="end" data-label=${t('quantity')}>${fmt.number(l.quantity)}</td><td class="end" data-label=${t('unitPrice')}>${fmt.money(l.unitPrice)}</td><td class="end" data-label=${t('discount')}>${Number(l.discount?.amount) ? fmt.money(l.discount) : ''}</td><td class="end push">${fmt.money(l.net)}</td></tr>`)}</tbody></table></div>`;
}
