/** The figures at the head of a customer: orders, net value, last visit. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, api, params } = ctx;
  const show = (s) =>
    render(
      html`<div class="stat"><span>${t('stat.net')}</span><strong title=${s ? fmt.money(s.net) : ''}>${s ? fmt.money(s.net, { compact: true }) || '—' : html`<i class="skeleton w2"></i>`}</strong></div>
        <div class="stat"><span>${t('stat.orders')}</span><strong>${s ? fmt.number(s.purchases) : html`<i class="skeleton w1"></i>`}</strong></div>
        <div class="stat"><span>${t('stat.lastVisit')}</span><strong title=${s?.lastAt ? fmt.dateTime(s.lastAt) : ''}>${s ? fmt.relative(s.lastAt) || '—' : html`<i class="skeleton w2"></i>`}</strong></div>
        <div class="stat"><span>${t('stat.interactions')}</span><strong>${s ? fmt.number(s.interactions) : html`<i class="skeleton w1"></i>`}</strong></div>`,
      el,
    );
  const read = async () => show(await api.get('/archives/summary', { customer: params.customerId }, { signal: ctx.signal }));
  show(null);
  await read();
  ctx.on('customer', ({ id }) => {
    if (!id || id === params.customerId) read().catch(() => {});
  });
}
