/** What the front desk has to know of a customer in one look: the first things that he said of himself. */
export async function mount(el, ctx) {
  const { html, render, api, params, user, lang } = ctx;
  const read = async () => {
    const [likes, keys] = await Promise.all([
      api.get('/archives/preferences', { customer: params.customerId }, { signal: ctx.signal }),
      user.can('archives:preference-key:view') ? api.get('/archives/preference-keys', {}, { signal: ctx.signal }) : { items: [] },
    ]);
    const title = (code) => {
      const key = keys.items.find((k) => k.code === code);
      return (lang.startsWith('zh') ? key?.titleZh : key?.titleEn) ?? code;
    };
    const stated = likes.items.filter((p) => p.source === 'STATED' && p.value);
    stated.sort((a, b) => (b.key === 'allergy') - (a.key === 'allergy'));
    render(html`${stated.slice(0, 3).map((p) => html`<div class="stat"><span>${title(p.key)}</span><strong title=${p.value}>${p.value}</strong></div>`)}`, el);
  };
  await read();
  ctx.on('customer', ({ id }) => {
    if (!id || id === params.customerId) read().catch(() => {});
  });
}
