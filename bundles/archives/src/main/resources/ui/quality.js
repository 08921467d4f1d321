/** How good the data of a customer are: what is missing, what is old, and what to do about it. */
import { confirm, fill, fillable, percent, titles, tone, valueOf } from './quality-parts.js';

/** Shows the card of `params.customerId`. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, params, user } = ctx;
  const state = { quality: null, customer: null, name: (field) => field, error: null };
  const read = async () => {
    try {
      const [quality, customer, name] = await Promise.all([
        api.get('/archives/quality', { customer: params.customerId }, { signal: ctx.signal }),
        api.get(`/customers/${params.customerId}`, {}, { signal: ctx.signal }),
        titles(ctx),
      ]);
      Object.assign(state, { quality, customer, name, error: null });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  };
  const after = (work) => async () => {
    try {
      if (await work()) {
        ctx.changed();
        await read();
      }
    } catch (error) {
      ctx.toastError(error);
      await read();
    }
  };
  const mayEdit = () => user.can('core:customer:edit');
  const fillButton = (line, label) => (mayEdit() && fillable(line.field) ? html`<button type="button" class="btn small" aria-label=${`${label}: ${state.name(line.field)}`} @click=${after(() => fill(ctx, state.customer, line.field, state.name(line.field)))}>${icon('pencil')}${label}</button>` : '');
  const confirmButton = (line) => (user.can('archives:quality:confirm') ? html`<button type="button" class="btn small" aria-label=${`${t('quality.still')}: ${state.name(line.field)}`} @click=${after(() => confirm(ctx, params.customerId, line.field, state.name(line.field)))}>${icon('check')}${t('quality.still')}</button>` : '');
  const missing = (line) => html`<li class="middle"><span class="contact-icon">${icon('circle-help')}</span><span class="grow"><strong>${state.name(line.field)}</strong></span>${fillButton(line, t('quality.fill'))}</li>`;
  const wrong = (line) => html`<li class="middle"><span class="contact-icon">${icon('triangle-alert')}</span><span class="grow break"><strong>${state.name(line.field)}</strong> ${valueOf(ctx, state.customer, line.field)}<br /><span class="small muted">${t(line.field === 'name' ? 'quality.doubtful' : 'quality.wrong')}</span></span>${fillButton(line, t('quality.change'))}</li>`;
  const held = (line) => html`<li class="middle"><span class="contact-icon">${icon(line.stale ? 'clock' : 'circle-check')}</span><span class="grow break"><strong>${state.name(line.field)}</strong> ${valueOf(ctx, state.customer, line.field)}<br />
    <span class="small muted">${t('quality.since', { date: fmt.date(line.since) })}${line.staleAt && !line.stale ? ` · ${t('quality.until', { date: fmt.date(line.staleAt) })}` : ''}</span></span>${line.staleAt ? confirmButton(line) : ''}</li>`;
  const part = (title, lines, row) => (lines.length ? html`<section><h3>${title}</h3><ul class="list">${lines.map(row)}</ul></section>` : '');
  function draw() {
    if (state.error) return render(ctx.failure(state.error, { retry: read }), el);
    if (!state.quality) return render(html`<div class="padded">${ctx.skeleton(5)}</div>`, el);
    const { completeness, freshness, fields } = state.quality;
    const of = (standing) => fields.filter((line) => line.standing === standing);
    const valid = of('VALID');
    return render(
      html`<div class="stack">
        <div class="row"><span class="badge ${tone(completeness)}">${t('quality.completeness')} ${percent(ctx, completeness)}</span><span class="badge ${tone(freshness)}">${t('quality.freshness')} ${percent(ctx, freshness)}</span></div>
        ${part(t('quality.stale'), valid.filter((l) => l.stale), held)}
        ${part(t('quality.invalid'), of('INVALID'), wrong)}
        ${part(t('quality.missing'), of('MISSING').filter((l) => Number(l.weight) > 0), missing)}
        ${part(t('quality.good'), valid.filter((l) => !l.stale), held)}
        ${fields.length ? '' : html`<p class="muted">${t('quality.noRules')}</p>`}</div>`,
      el,
    );
  }
  draw();
  ctx.on('customer', ({ id }) => {
    if (!id || id === params.customerId) read();
  });
  read();
}
