/** The lead that has become an opportunity, with what was written down of it. */
import { noteList, whyOf } from './lead-shared.js';
import { titleOf } from './shared.js';

/** Shows the lead of `params.opportunityId`; nothing where it was written down at once. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, api, href, params } = ctx;
  try {
    const { items } = await api.get('/funnel/leads', { opportunity: params.opportunityId }, { signal: ctx.signal });
    const [lead] = items;
    if (!lead) return;
    const notes = (await api.get(`/funnel/leads/${lead.id}/notes`, {}, { signal: ctx.signal })).items;
    render(
      html`<section class="card"><div class="card-head"><h2>${t('lead')}</h2></div><div class="card-body"><p><a class="strong" href=${href(`/funnel/leads/${lead.id}`)}>${titleOf(ctx, lead)}</a></p><p class="small muted">${[fmt.dateTime(lead.openedAt), lead.source, whyOf(ctx, lead)].filter(Boolean).join(' · ')}</p></div>${notes.length ? noteList(ctx, notes, lead.customerId) : ''}</section>`,
      el,
    );
  } catch (error) {
    if (error.name !== 'AbortError') render(ctx.failure(error), el);
  }
}
