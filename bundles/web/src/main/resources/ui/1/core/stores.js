/** The stores, as a tree. */
import '../kit/form.js';
import { zoneOptions } from '../kit/choices.js';
import { forgetPeople } from './people.js';
import { transferStore } from './organisation.js';
import { formDialog, listBody, pager, pageTabs } from './parts.js';

/** Shows the stores. */
export function mount(el, ctx) {
  const { html, render, t, api, icon, user, toast } = ctx;
  const list = pager(ctx, '/stores', () => ({ limit: 200 }), draw);
  const below = (s, id) => s.parentId === id || (s.parentId && below(list.items.find((x) => x.id === s.parentId) ?? {}, id));
  const fields = (store) => [
    { name: 'name', label: t('stores.name'), required: true, autofocus: true },
    { name: 'parentId', label: t('stores.parent'), type: 'select', half: true, options: (list.items ?? []).filter((s) => s.id !== store?.id && !(store && below(s, store.id))).map((s) => ({ value: s.id, label: s.name })) },
    { name: 'zone', label: t('company.zone'), type: 'select', half: true, options: zoneOptions(), placeholder: t('stores.companyZone') },
    ...(store ? [{ name: 'active', label: t('stores.active'), type: 'checkbox' }] : []),
  ];
  const clean = (v) => ({ ...v, parentId: v.parentId || null, zone: v.zone || null });
  const open = async (store) => {
    const saved = await formDialog(ctx, {
      title: t(store ? 'stores.edit' : 'stores.new'), size: 'small', fields: fields(store), value: store ? { name: store.name, parentId: store.parentId ?? '', zone: store.zone ?? '', active: store.active !== false } : {},
      submit: (v) => (store ? api.patch(`/stores/${store.id}`, clean(v), store.version) : api.post('/stores', Object.fromEntries(Object.entries(clean(v)).filter(([, x]) => x !== null)))),
    });
    if (!saved) return;
    toast(t('kit.saved'));
    forgetPeople();
    list.load();
  };
  const tree = (items, parent = null, depth = 0) => items.filter((s) => (s.parentId ?? null) === parent).flatMap((s) => [{ ...s, depth }, ...tree(items, s.id, depth + 1)]);
  const rows = (items) => html`<ul class="list">${tree(items).map((s) => html`<li class="middle depth-${Math.min(4, s.depth)}"><span class="contact-icon">${icon('store')}</span><span class="grow"><strong>${s.name}</strong>${s.active === false ? html` <span class="badge">${t('stores.closed')}</span>` : ''}${s.zone ? html`<br /><span class="small muted">${s.zone}</span>` : ''}</span>
    ${user.can('core:assignment:create') ? html`<button type="button" class="btn small quiet" aria-label=${t('handover.store', { name: s.name })} @click=${() => transferStore(ctx, s)}>${icon('users')}${t('handover.action')}</button>` : ''}
    ${user.can('core:store:edit') ? html`<button type="button" class="btn small quiet" aria-label=${t('stores.editOne', { name: s.name })} @click=${() => open(s)}>${icon('pencil')}${t('kit.edit')}</button>` : ''}</li>`)}</ul>`;
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.stores')}</h1>${user.can('core:store:create') ? html`<button type="button" class="btn primary" @click=${() => open(null)}>${icon('plus')}${t('stores.new')}</button>` : ''}</header>
        ${pageTabs(ctx, 'people', '/stores', t('nav.people'))}<div class="card">${listBody(ctx, list, rows, { icon: 'store', title: t('stores.empty') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
}
