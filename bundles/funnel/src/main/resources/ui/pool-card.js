/** The user's own customers who go back to a pool within three days, on the first page. */

const MOST = 6;

/** Shows the card. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, api, failure, skeleton, href, icon } = ctx;
  let items = null;
  let error = null;
  const load = async () => {
    try {
      ({ items } = await api.get('/funnel/pool-returns', {}, { signal: ctx.signal }));
      error = null;
    } catch (e) {
      if (e.name === 'AbortError') return;
      error = e;
    }
    draw();
  };
  const row = (one) => html`<li class="middle"><span class="contact-icon">${icon('clock')}</span><span class="grow break"><a class="strong" href=${href(`/customers/${one.customerId}`)}>${one.name || t('hiddenName')}</a><br /><span class="small muted">${t(`poolWhy.${one.why}`)}</span></span><span class="nowrap">${fmt.date(one.on)}</span></li>`;
  function draw() {
    render(
      html`<section class="card" aria-label=${t('poolSoon')}><div class="card-head"><h2>${t('poolSoon')}</h2><a class="btn small quiet" href=${href('/funnel/pools')}>${t('pools')}</a></div>
        ${error ? failure(error, { retry: load }) : !items ? html`<div class="padded">${skeleton(3)}</div>` : items.length ? html`<ul class="list">${items.slice(0, MOST).map(row)}</ul>` : html`<p class="padded muted">${t('poolNothingSoon')}</p>`}</section>`,
      el,
    );
  }
  draw();
  await load();
}
