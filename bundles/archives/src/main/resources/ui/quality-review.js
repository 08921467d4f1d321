/** Which rules of the quality of data are to be looked at again, on the first page of who may change them; nothing where there are none. */

/** Shows the card. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, href, lang, signal } = ctx;
  const { items } = await api.get('/archives/quality/rules', {}, { signal });
  const due = items.filter((rule) => rule.reviewOn && rule.reviewOn <= fmt.today());
  if (!due.length) return;
  const title = (rule) => (lang === 'zh-CN' ? rule.titleZh : rule.titleEn);
  render(
    html`<section class="card" aria-label=${t('quality.reviewDue')}><div class="card-head"><h2>${t('quality.reviewDue')}</h2><a class="btn small quiet" href=${href('/settings/archives.quality-rules')}>${t('quality.rules')}</a></div>
      <ul class="list padded">${due.map((rule) => html`<li>${icon('triangle-alert')} ${title(rule)} <span class="muted">${fmt.date(rule.reviewOn)}</span></li>`)}</ul></section>`,
    el,
  );
}
