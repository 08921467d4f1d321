/** The user's own opportunities whose decision is expected within a week, or was, on the first page. */
import { closeDay, titleOf } from './shared.js';

const MOST = 6;
const DAYS = 7;

/** Shows the card. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, api, failure, skeleton, href, icon, user } = ctx;
  let shown = null;
  let error = null;
  const until = () => new Date(Date.parse(`${fmt.today()}T00:00:00Z`) + DAYS * 86400000).toISOString().slice(0, 10);
  const load = async () => {
    try {
      shown = await api.get('/funnel/opportunities', { status: 'OPEN', owner: user.id, closeUntil: until(), order: 'CLOSE', limit: MOST }, { signal: ctx.signal });
      error = null;
    } catch (e) {
      if (e.name === 'AbortError') return;
      error = e;
    }
    draw();
  };
  const row = (one) => html`<li class="middle"><span class="contact-icon">${icon('hand-coins')}</span><span class="grow break"><a class="strong" href=${href(`/funnel/opportunities/${one.id}`)}>${titleOf(ctx, one)}</a><br /><span class="small muted">${shown.customers?.[one.customerId] ?? ''}</span></span><span class="closing-end"><strong class="num nowrap">${fmt.money(one.amount)}</strong><br /><span class="small">${closeDay(ctx, one)}</span></span></li>`;
  function draw() {
    render(
      html`<section class="card" aria-label=${t('closing')}><div class="card-head"><h2>${t('closing')}</h2><a class="btn small quiet" href=${href('/funnel/opportunities?mine=1')}>${t('allMine')}</a></div>
        ${error ? failure(error, { retry: load }) : !shown ? html`<div class="padded">${skeleton(3)}</div>` : shown.items.length ? html`<ul class="list">${shown.items.map(row)}</ul>` : html`<p class="padded muted">${t('nothingCloses')}</p>`}</section>`,
      el,
    );
  }
  draw();
  await load();
}
