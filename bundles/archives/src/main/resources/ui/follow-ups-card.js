/** What is due today and what was missed, on the first page. */
import { item } from './follow-up-parts.js';

const MOST = 6;

/** Shows the user's own of today, and the missed ones that he sees: his own, and those of his people. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, api, failure, skeleton, href, signal } = ctx;
  let shown = null;
  let error = null;
  const load = async () => {
    try {
      const [planned, missed] = await Promise.all([
        api.get('/archives/follow-ups', { mine: true, state: 'PLANNED', until: fmt.today(), limit: MOST }, { signal }),
        api.get('/archives/follow-ups', { state: 'MISSED', limit: MOST }, { signal }),
      ]);
      shown = { items: [...missed.items, ...planned.items], customers: { ...planned.customers, ...missed.customers } };
      error = null;
    } catch (e) {
      if (e.name === 'AbortError') return;
      error = e;
    }
    draw();
  };
  function draw() {
    render(
      html`<section class="card" aria-label=${t('followUp.due')}><div class="card-head"><h2>${t('followUp.due')}</h2><a class="btn small quiet" href=${href('/archives/follow-ups')}>${t('followUp.all')}</a></div>
        ${error ? failure(error, { retry: load }) : !shown ? html`<div class="padded">${skeleton(3)}</div>` : shown.items.length ? html`<ol class="timeline flat padded">${shown.items.map((f) => item(ctx, f, { name: shown.customers[f.customerId] ?? '', reload: load }))}</ol>` : html`<p class="padded muted">${t('followUp.nothingDue')}</p>`}</section>`,
      el,
    );
  }
  draw();
  await load();
}
