/** Who belongs to whom: the card of relations on a customer's page. */
import '../kit/form.js';

const ROLES = ['HOUSEHOLD', 'GUARDIAN.from', 'GUARDIAN.to', 'EMPLOYER.from', 'EMPLOYER.to', 'REFERRED_BY.to', 'REFERRED_BY.from'];

/** What the other customer is to this one: `GUARDIAN.from` reads "guardian", `GUARDIAN.to` "ward". */
export function role(relation, id) {
  if (relation.kind === 'HOUSEHOLD') return 'HOUSEHOLD';
  return `${relation.kind}.${relation.from === id ? 'to' : 'from'}`;
}

function add(host, state) {
  const { ctx, customer } = host;
  const { html, t, api, icon, dialog, avatar, toast } = ctx;
  let found = [];
  let as = 'HOUSEHOLD';
  let problem = '';
  const find = ctx.latest((q, signal) => api.get('/customers', { q, limit: 6 }, { signal }));
  const pick = async (other, d) => {
    const [kind, end] = as.split('.');
    try {
      const ends = end === 'from' ? { from: other.id, to: customer.id } : { from: customer.id, to: other.id };
      state.items = (await api.post(`/customers/${customer.id}/relations`, { kind, ...ends })).items;
      d.close();
      toast(t('customer.saved'));
      await host.reload();
    } catch (error) {
      problem = error.message;
      d.update();
    }
  };
  let typed = null;
  return dialog({
    title: t('relation.add'),
    body: (d) => {
      typed ??= ctx.typing(async (q) => {
        try {
          found = q.trim() ? (await find(q.trim())).items.filter((c) => c.id !== customer.id) : [];
          d.update();
        } catch (error) {
          if (error.name !== 'AbortError') ctx.toastError(error);
        }
      });
      return html`<div class="stack">${problem ? html`<p class="error" role="alert">${icon('circle-alert')}${problem}</p>` : ''}
        <div class="field"><label for="relation-role">${t('relation.role', { name: customer.displayName })}</label>
          <select class="input" id="relation-role" @change=${(e) => { as = e.target.value; }}>${ROLES.map((r) => html`<option value=${r}>${t(`relation.${r}`)}</option>`)}</select></div>
        <div class="searchbox">${icon('search')}<input class="input" type="text" autofocus autocomplete="off" aria-label=${t('merge.search')} placeholder=${t('merge.search')} @input=${typed} @compositionend=${typed} /></div>
        <ul class="matches">${found.map((c) => html`<li>${avatar(c.displayName, { size: 's' })}<span class="grow"><strong>${c.displayName}</strong> <span class="muted num">${c.phone ?? ''}</span></span><button type="button" class="btn small" @click=${() => pick(c, d)}>${t('merge.pick')}</button></li>`)}</ul></div>`;
    },
  });
}

/** Reads the relations of the host's customer; `draw` is called when they are there. */
export function readRelations(host, state, draw) {
  host.ctx.api.get(`/customers/${host.customer.id}/relations`, {}, { signal: host.ctx.signal }).then((answer) => {
    state.items = answer.items;
    draw();
  }, () => {});
}

/** The card; a child without a guardian is pointed out. */
export function relationsCard(host, state) {
  const { ctx, customer } = host;
  const { html, t, icon, user } = ctx;
  const mayEdit = user.can('core:customer:edit') && Object.values(customer.access ?? {}).includes('WRITE');
  const items = state.items ?? [];
  const remove = async (relation) => {
    try {
      await ctx.api.delete(`/customers/${customer.id}/relations/${relation.id}`);
      state.items = items.filter((x) => x !== relation);
      await host.reload();
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const row = (relation) => {
    const mine = relation.from === customer.id;
    const name = (mine ? relation.toName : relation.fromName) ?? '—';
    return html`<li><span class="contact-icon">${icon('link')}</span><span class="grow break"><a href=${ctx.href(`/customers/${mine ? relation.to : relation.from}`)}>${name}</a><br /><span class="small muted">${t(`relation.${role(relation, customer.id)}`)}</span></span>
      ${mayEdit ? html`<button type="button" class="btn quiet icon-only small" aria-label=${t('relation.remove', { name })} @click=${() => remove(relation)}>${icon('x')}</button>` : ''}</li>`;
  };
  const unguarded = customer.minor && state.items && !items.some((x) => x.kind === 'GUARDIAN' && x.to === customer.id);
  return html`<section class="card" aria-labelledby="relations-h">
    <div class="card-head"><h2 id="relations-h">${t('relation.title')}</h2>${mayEdit ? html`<button type="button" class="btn quiet icon-only small" aria-label=${t('relation.add')} @click=${() => add(host, state)}>${icon('plus')}</button>` : ''}</div>
    <div class="card-body">${unguarded ? html`<div class="notice warn">${icon('triangle-alert')}<div>${t('relation.unguarded')}</div></div>` : ''}
      ${items.length ? html`<ul class="contacts">${items.map(row)}</ul>` : html`<p class="muted">${t('relation.none')}</p>`}</div></section>`;
}
