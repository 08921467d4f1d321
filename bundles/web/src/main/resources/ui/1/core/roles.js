/** Roles and what they grant. */
import { moduleOf } from '../frame/modules.js';
import { titleOf } from './own-fields.js';
import { listBody, pager, pageTabs } from './parts.js';
import { permissionTitles } from './people.js';

/** Shows the roles. */
export function mount(el, ctx) {
  const { html, render, t, api, icon, user, toast, confirm } = ctx;
  let title = (code) => code;
  let ruled = [];
  const list = pager(ctx, '/roles', () => ({}), draw);
  const ask = (r, on) =>
    confirm({
      title: t(on ? 'roles.factorAsk' : 'roles.factorLeave'), text: t(on ? 'roles.factorAskText' : 'roles.factorLeaveText', { name: r.name }), action: t('kit.ok'),
      run: async () => {
        await api.patch(`/roles/${r.id}`, { secondFactor: on }, r.version);
        toast(t('kit.saved'));
        list.load();
      },
    });
  const byModule = (grants) => Object.entries(Object.groupBy ? Object.groupBy(grants, (g) => g.permission.split(':')[0]) : grants.reduce((all, g) => ({ ...all, [g.permission.split(':')[0]]: [...(all[g.permission.split(':')[0]] ?? []), g] }), {}));
  const level = (r, f) => {
    const of = (object, field) => r.fields?.find((p) => p.object === object && p.field === field)?.access;
    return of(f.object, f.field) ?? of(f.object, '*') ?? of('*', f.field) ?? of('*', '*') ?? 'HIDE';
  };
  const fields = (r) => (ruled.length ? html`<details><summary>${t('roles.fields')}</summary><ul class="chips">${ruled.map((f) => html`<li class="badge" title="${f.object} ${f.field}"><span>${f.objectTitle} · ${f.title}</span><span class="muted">${t(`access.${level(r, f)}`)}</span></li>`)}</ul></details>` : '');
  const row = (r) => html`<li class="module"><span class="module-icon">${icon('shield')}</span><div class="grow stack tight">
    <div class="row"><strong class="module-title">${r.name}</strong>${r.builtIn ? html`<span class="badge">${t('roles.builtIn')}</span>` : ''}${r.users !== undefined ? html`<span class="muted small">${t('roles.users', { n: r.users })}</span>` : ''}</div>
    ${r.secondFactor ? html`<div class="row"><span class="badge ok">${t('roles.factor')}</span></div>` : ''}
    ${r.description ? html`<p class="second">${r.description}</p>` : ''}
    <details><summary>${t('roles.grants', { n: (r.grants ?? []).length })}</summary>${byModule(r.grants ?? []).map(([module, grants]) => html`<h3 class="grant-module">${moduleOf(module)?.title ?? module}</h3><ul class="chips">${grants.map((g) => html`<li class="badge" title=${g.permission}><span>${title(g.permission)}</span>${g.scope ? html`<span class="muted">${t(`scope.${g.scope}`)}</span>` : ''}</li>`)}</ul>`)}</details>${fields(r)}</div>${user.can('core:role:edit') ? html`<button type="button" class="btn small" @click=${() => ask(r, !r.secondFactor)}>${t(r.secondFactor ? 'roles.factorLeave' : 'roles.factorAsk')}</button>` : ''}</li>`;
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.roles')}</h1></header>${pageTabs(ctx, 'people', '/roles', t('nav.people'))}
        <p class="second intro">${t('roles.intro')}</p><div class="card">${listBody(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'shield', title: t('roles.empty') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  api.get('/permissions/fields', {}, { signal: ctx.signal }).then(({ items }) => {
    ruled = [...items, ...ruled];
    draw();
  }, () => {});
  if (user.can('core:field:view')) {
    api.get('/fields', {}, { signal: ctx.signal }).then(({ items }) => {
      ruled = [...ruled, ...items.filter((f) => !f.retired).map((f) => ({ object: f.object, field: `field:${f.key}`, objectTitle: t('nav.fields'), title: titleOf(ctx, f.title) }))];
      draw();
    }, () => {});
  }
  permissionTitles(api).then((titles) => {
    title = titles;
    draw();
  }, ctx.toastError);
}
