/** One customer: head, figures, profile, and the tabs that the modules bring. */
import '../kit/form.js';
import { birthText } from '../kit/form.js';
import { remember } from '../frame/recent.js';
import { onModules } from '../frame/modules.js';
import { runAction } from '../frame/view.js';
import { storeOptions, userOptions } from './people.js';
import { contactsCard } from './customer-contacts.js';
import { readRelations, relationsCard } from './customer-relations.js';
import { historyTab } from './customer-history.js';
import { consentTab } from './customer-consent.js';
import { customerMenu, hasCustomerMenu, merge, unmask } from './customer-actions.js';
import { reasons } from './duplicates.js';
import { ownCard, ownFields } from './own-fields.js';

const PLAIN = ['occupation', 'company', 'district', 'note'];

/** Shows the customer `params.id`. */
export async function mount(el, ctx) {
  const { html, render, t, api, icon, avatar, go, toast } = ctx;
  const answer = await api.request('GET', `/customers/${ctx.params.id}`, { signal: ctx.signal });
  let customer = answer.data;
  if (customer.id !== ctx.params.id) {
    toast(t('customer.wasMerged', { name: customer.displayName }), { kind: 'info' });
    go(`/customers/${customer.id}`, { replace: true, force: true });
    return undefined;
  }
  let unmasked = false;
  let seen = 0;
  let tab = ctx.query.tab ?? '';
  let stores = [];
  let owners = [];
  let likely = [];
  let deceased = false;
  let own = [];
  remember(customer);

  const take = (fresh) => {
    customer = unmasked && fresh.access?.contactPoints === 'MASK' ? { ...fresh, contactPoints: customer.contactPoints } : fresh;
    draw();
  };
  const reload = async () => {
    const { data } = await api.request('GET', `/customers/${customer.id}`, { signal: ctx.signal });
    if (data.id !== customer.id) go(`/customers/${data.id}`, { replace: true });
    else take(data);
    findLikely();
    findSigns();
  };
  const patch = async (changes) => {
    try {
      take(await api.patch(`/customers/${customer.id}`, changes, customer.version));
    } catch (error) {
      if (error.code === 'stale-version') await reload();
      if (error.code === 'customer-merged') await reload();
      throw error;
    }
  };
  const save = async (name, value) => {
    const before = name === 'name' ? { familyName: customer.familyName, givenName: customer.givenName } : { [name]: customer[name] ?? null };
    const changes = name === 'name' ? value : name === 'sex' ? { sex: Number(value || 0) } : { [name]: value };
    await patch(changes);
    toast(t('customer.fieldSaved', { field: t(`field.${name}`) }), { undo: () => patch(before).catch(ctx.toastError) });
  };
  const nameOf = (field, id) => {
    if (id === customer[field]) return customer[field === 'ownerId' ? 'ownerName' : 'storeName'];
    return (field === 'ownerId' ? owners : stores).find((o) => o.value === id)?.label;
  };
  const findSigns = async () => {
    if (!ctx.user.can('core:consent:view')) return;
    try {
      deceased = (await api.get(`/customers/${customer.id}/contact-policy`, {}, { signal: ctx.signal })).deceased;
      draw();
    } catch {
      deceased = false;
    }
  };
  const findLikely = async () => {
    if (!ctx.user.can('core:duplicate:view')) return;
    try {
      likely = (await api.get(`/customers/${customer.id}/duplicates`, {}, { signal: ctx.signal })).items;
      draw();
    } catch {
      likely = [];
    }
  };
  const hint = () => html`<div class="notice warn spaced-after">${icon('users')}<div class="grow"><strong>${t('duplicates.likely', { n: likely.length })}</strong>
    <ul class="matches">${likely.map((pair) => {
      const other = pair.customers.find((c) => c.id !== customer.id);
      return html`<li>${avatar(other.displayName, { size: 's' })}<span class="grow"><a href=${ctx.href(`/customers/${other.id}`)}><strong>${other.displayName ?? t('duplicates.hidden')}</strong></a> <span class="num muted">${other.phone ?? ''}</span> ${reasons(ctx, pair)}</span>
        ${ctx.user.can('core:customer:merge') ? html`<button type="button" class="btn small" @click=${() => merge(host, other.id)}>${t('duplicates.compare')}</button>` : ''}</li>`;
    })}</ul></div></div>`;
  const host = { nameOf, get customer() { return customer; }, get seen() { return seen; }, get unmasked() { return unmasked; }, ctx, reload, patch, get own() { return own; }, show: (full) => { unmasked = true; customer = full; draw(); }, hide: async () => { unmasked = false; await reload(); } };

  const relations = {};
  const fields = () => {
    const may = (name) => customer.access?.[name] ?? (name in customer ? 'READ' : null);
    const person = customer.kind === 'PERSON';
    const all = [
      person
        ? { name: 'name', label: t('field.name'), type: 'name', access: may('displayName'), format: () => customer.displayName }
        : { name: 'displayName', label: t('field.displayName'), access: may('displayName') },
      person && { name: 'sex', label: t('field.sex'), type: 'select', access: may('sex'), placeholder: t('sex.0'), options: [1, 2, 9].map((v) => ({ value: String(v), label: t(`sex.${v}`) })), format: (v) => (v ? t(`sex.${v}`) : '') },
      person && { name: 'birth', label: t('field.birth'), type: 'birth', access: may('birth'), format: (v) => birthText(v) },
      person && customer.ageBand && { name: 'ageBand', label: t('field.age'), access: 'READ', format: (v) => t('field.ageBand', { band: v }) },
      ...PLAIN.slice(0, 3).filter((name) => person || name !== 'occupation').map((name) => ({ name, label: t(`field.${name}`), access: may(name) })),
      { name: 'storeId', label: t('field.storeId'), type: 'select', options: stores, access: stores.length ? may('storeId') : 'READ', format: () => customer.storeName ?? '' },
      { name: 'ownerId', label: t('field.ownerId'), type: 'select', options: owners, access: owners.length && (ctx.user.can('core:assignment:create') || may('ownerId') !== 'WRITE') ? may('ownerId') : 'READ', format: () => customer.ownerName ?? '' },
      { name: 'tags', label: t('field.tags'), type: 'tags', access: may('tags'), format: (v) => (v?.length ? v.map((x) => html`<span class="badge info">${x}</span> `) : '') },
      { name: 'note', label: t('field.note'), type: 'textarea', access: may('note') },
    ];
    return all.filter((f) => f && f.access && f.access !== 'HIDE').map((f) => (ctx.user.can('core:customer:edit') ? f : { ...f, access: f.access === 'MASK' ? 'MASK' : 'READ' }));
  };
  const value = () => ({ ...customer, name: { familyName: customer.familyName ?? '', givenName: customer.givenName ?? '' }, sex: customer.sex ? String(customer.sex) : '' });

  const tabs = () => [...ctx.slot('customer.tab').map((e) => ({ key: `${e.module}.${e.id}`, title: e.title, order: e.order ?? 100, entry: e })), ...(ctx.user.can('core:consent:view') ? [{ key: 'consent', title: t('consent.tab'), order: 800, own: consentTab }] : []), { key: 'history', title: t('customer.history'), order: 900, own: historyTab }].sort((a, b) => a.order - b.order);
  const choose = (key) => {
    tab = key;
    ctx.setQuery({ tab: key === tabs()[0].key ? '' : key });
    draw();
  };
  const moveTab = (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!step) return;
    const all = tabs();
    const at = all.findIndex((x) => x.key === (tab || all[0].key));
    choose(all[(at + step + all.length) % all.length].key);
    el.querySelector('[role="tab"][aria-selected="true"]').focus();
  };
  const act = async (e, entry) => {
    const button = e.currentTarget;
    button.disabled = true;
    try {
      await runAction(entry, { params: { customerId: customer.id, customer }, signal: ctx.signal, host: el });
    } catch (error) {
      if (error?.name !== 'AbortError') {
        if (!(error instanceof ctx.ApiError)) reportError(error);
        toast(error instanceof ctx.ApiError ? error.message : t('view.failed', { module: entry.title }), { kind: 'bad' });
      }
    } finally {
      button.disabled = false;
    }
  };
  const actions = () => ctx.slot('customer.action').map((e, i) => html`<button type="button" class="btn ${i === 0 ? 'primary' : ''}" @click=${(event) => act(event, e)}>${icon(e.icon ?? 'plus')}${e.title}</button>`).reverse();

  function head() {
    const ids = (customer.identifiers ?? []).map((i) => i.value);
    return html`<header class="head person">
      ${avatar(customer.displayName, { size: 'l', organisation: customer.kind === 'ORGANISATION' })}
      <div class="grow"><div class="row"><h1 tabindex="-1">${customer.displayName}</h1>
          ${customer.status !== 'ACTIVE' ? html`<span class="badge bad">${t(`status.${customer.status}`)}</span>` : ''}
          ${deceased ? html`<span class="badge bad">${t('consent.deceased')}</span>` : ''}
          ${customer.limited ? html`<span class="badge bad">${t('status.LIMITED')}</span>` : ''}
          ${customer.minor ? html`<span class="badge warn">${t('customer.minor')}</span>` : ''}
          ${customer.unnamed ? html`<span class="badge">${t('customer.unnamed')}</span>` : ''}
          ${customer.nameDoubtful ? html`<span class="badge warn" title=${t('customer.nameDoubtfulText')}>${t('customer.nameDoubtful')}</span>` : ''}
          ${(customer.tags ?? []).slice(0, 4).map((x) => html`<span class="badge info">${x}</span>`)}</div>
        <p class="sub">${[ids[0], customer.district, customer.storeName].filter(Boolean).join(' · ')}</p></div>
      <div class="row actions">${actions()}
        ${hasCustomerMenu(host) ? html`<button type="button" class="btn icon-only" aria-haspopup="menu" aria-expanded="false" aria-label=${t('kit.more')} @click=${(e) => customerMenu(e.currentTarget, host)}>${icon('ellipsis')}</button>` : ''}</div>
    </header>`;
  }

  function draw() {
    if (ctx.signal.aborted) return;
    const all = tabs();
    const active = all.find((x) => x.key === tab) ?? all[0];
    const params = { customerId: customer.id };
    const masked = customer.access?.contactPoints === 'MASK' && !unmasked;
    render(
      html`<div class="page">
        ${head()}
        ${likely.length ? hint() : ''}
        <kw-slot name="customer.hint" .params=${params}></kw-slot>
        <kw-slot class="stats" name="customer.stat" .params=${params}></kw-slot>
        <div class="profile-columns">
          <div class="stack">
            <section class="card" aria-labelledby="profile-h"><div class="card-head"><h2 id="profile-h">${t('customer.profile')}</h2></div>
              <div class="card-body"><kw-form inline .fields=${fields()} .value=${value()} .save=${save}></kw-form></div></section>
            ${ownCard(host, own)}
            ${'contactPoints' in customer ? contactsCard(host, { masked, unmask: () => unmask(host) }) : ''}
            ${relationsCard(host, relations)}
            <p class="small muted meta">${t('customer.created.by', { who: customer.createdBy?.name ?? '', when: ctx.fmt.dateTime(customer.createdAt) })}<br />${t('customer.updated.by', { who: customer.updatedBy?.name ?? '', when: ctx.fmt.relative(customer.updatedAt) })}<br /><a href=${ctx.href(`/customers/${customer.id}/past`)}>${t('nav.past')}</a></p>
          </div>
          <section class="card tab-card">
            <div class="tabs" role="tablist" aria-label=${t('customer.tabs')} @keydown=${moveTab}>${all.map((x) => html`<button type="button" role="tab" id="tab-${x.key}" aria-controls="tab-panel" aria-selected=${String(x === active)} tabindex=${x === active ? '0' : '-1'} @click=${() => choose(x.key)}>${x.title}</button>`)}</div>
            <div class="tab-panel" id="tab-panel" role="tabpanel" tabindex="0" aria-labelledby="tab-${active.key}">
              ${active.entry ? html`<kw-view .spec=${{ module: active.entry.module, file: active.entry.view, params, query: {}, name: active.title }}></kw-view>` : active.own(host)}
            </div>
          </section>
        </div>
      </div>`,
      el,
    );
    el.querySelector('kw-form[inline]')?.update();
  }

  draw();
  readRelations(host, relations, draw);
  findLikely();
  findSigns();
  ownFields(ctx).then((fields) => { own = fields; draw(); });
  onModules(draw, ctx.signal);
  el.addEventListener('kw-changed', () => reload().catch(ctx.toastError));
  let later = 0;
  ctx.on('customer', ({ id }) => {
    if (id && id !== customer.id) return;
    seen += 1;
    clearTimeout(later);
    later = setTimeout(() => reload().then(() => readRelations(host, relations, draw), () => {}), 300);
  });
  Promise.all([storeOptions(api), userOptions(api)]).then(([s, o]) => {
    stores = s;
    owners = o;
    draw();
  }, () => {});
  return { query: (query) => { tab = query.tab ?? ''; draw(); }, leave: () => clearTimeout(later) };
}
