/** What has to be known or done before one speaks with a customer: what was agreed, what he asked for, what was found in his words, what is planned, what is to be checked. */
import { KINDS, subjectOf } from './follow-up-parts.js';
import { decide, KINDS as SIGNALS, nameOf, proof } from './signal-parts.js';
import { confirm, fill, fillable, titles, valueOf } from './quality-parts.js';

const FIRST = 3;

/** Shows it for `params.customerId`; nothing where there is nothing. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, params, user } = ctx;
  const of = async (right, path, query = {}) => (user.can(`archives:${right}:view`) ? api.get(path, { customer: params.customerId, ...query }, { signal: ctx.signal }) : {});
  const line = (name, label, text, more, button = '') => html`<li><span class="contact-icon">${icon(name)}</span><span class="grow break"><span class="muted">${label}</span> <strong>${text ?? t('hidden')}</strong>${more ? html` <span class="small muted">${more}</span>` : ''}</span>${button}</li>`;
  const tab = (name, label) => html`<a class="btn small quiet" href=${ctx.href(`/customers/${params.customerId}?tab=archives.${name}`)}>${label}</a>`;
  const until = ({ validFrom, validUntil }) => (validUntil ? t('termPeriod', { from: fmt.date(validFrom), until: fmt.date(validUntil) }) : t('termFrom', { from: fmt.date(validFrom) }));
  const then = (work) => async () => {
    try {
      if (await work()) ctx.changed();
    } catch (error) {
      ctx.toastError(error);
    }
    await read();
  };
  const decision = (signal, state, name) => html`<button type="button" class="btn small" aria-label=${`${t(`signals.do.${state}`)}: ${nameOf(ctx, signal)}`} @click=${then(() => decide(ctx, signal, state))}>${icon(name)}${t(`signals.do.${state}`)}</button>`;
  const old = (customer, name) => ({ field, since }) => {
    const label = name(field);
    return line('clock', t('atHand.old', { field: label }), valueOf(ctx, customer, field), t('quality.since', { date: fmt.date(since) }), html`<span class="row">
      ${user.can('archives:quality:confirm') ? html`<button type="button" class="btn small" aria-label=${`${t('quality.still')}: ${label}`} @click=${then(() => confirm(ctx, params.customerId, field, label))}>${icon('check')}${t('quality.still')}</button>` : ''}
      ${user.can('core:customer:edit') && fillable(field) ? html`<button type="button" class="btn small" aria-label=${`${t('quality.change')}: ${label}`} @click=${then(() => fill(ctx, customer, field, label))}>${icon('pencil')}${t('quality.change')}</button>` : ''}</span>`);
  };
  async function read() {
    const [terms, needs, signals, missed, planned, quality] = await Promise.all([
      of('term', '/archives/terms', { current: true, limit: FIRST }),
      of('need', '/archives/needs', { state: 'OPEN', limit: FIRST }),
      of('signal', '/archives/signals', { state: 'OPEN', limit: FIRST }),
      of('follow-up', '/archives/follow-ups', { state: 'MISSED', limit: 1 }),
      of('follow-up', '/archives/follow-ups', { state: 'PLANNED', limit: 1 }),
      of('quality', '/archives/quality'),
    ]);
    const stale = (quality.fields ?? []).filter((f) => f.stale).slice(0, FIRST);
    const [customer, name] = stale.length ? await Promise.all([api.get(`/customers/${params.customerId}`, {}, { signal: ctx.signal }), titles(ctx)]) : [];
    const lines = [
      ...(terms.items ?? []).map((x) => line('hand-coins', t('atHand.term'), x.text, until(x))),
      ...(needs.items ?? []).map((x) => line('clipboard-list', t('atHand.need'), x.text, fmt.date(x.at))),
      ...(signals.items ?? []).map((x) => line(SIGNALS[x.kind], t(`signals.kind.${x.kind}`), x.rule ?? '', html`${fmt.date(x.at)} · ${proof(ctx, x)}`, user.can('archives:signal:edit') ? html`<span class="row">${decision(x, 'TAKEN_UP', 'user-check')}${decision(x, 'DISMISSED', 'x')}</span>` : '')),
      ...[...(missed.items ?? []), ...(planned.items ?? [])].map((x) => line(KINDS[x.kind], t(`followUp.state.${x.state}`), subjectOf(ctx, x), [fmt.dateTime(x.planAt), x.owner.name].filter(Boolean).join(' · '), tab('follow-ups', t('followUps')))),
      ...stale.map(old(customer, name)),
    ];
    render(lines.length ? html`<section class="notice info spaced-after" aria-label=${t('atHand')}><ul class="matches tight grow">${lines}</ul></section>` : '', el);
  }
  await read();
  ctx.on('customer', ({ id }) => {
    if (!id || id === params.customerId) read().catch(() => {});
  });
}
