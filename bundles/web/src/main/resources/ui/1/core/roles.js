/** Roles and what they grant. */
import { moduleOf } from '../frame/modules.js';
import { listBody, pager, pageTabs } from './parts.js';
import { permissionTitles } from './people.js';

/** Shows the roles. */
export function mount(el, ctx) {
  const { html, render, t, api, icon } = ctx;
  let title = (code) => code;
  const list = pager(ctx, '/roles', () => ({}), draw);
  const byModule = (grants) => Object.entries(Object.groupBy ? Object.groupBy(grants, (g) => g.permission.split(':')[0]) : grants.reduce((all, g) => ({ ...all, [g.permission.split(':')[0]]: [...(all[g.permission.split(':')[0]] ?? []), g] }), {}));
  const row = (r) => html`<li class="module"><span class="module-icon">${icon('shield')}</span><div class="grow stack tight">
    <div class="row"><strong class="module-title">${r.name}</strong>${r.builtIn ? html`<span class="badge">${t('roles.builtIn')}</span>` : ''}${r.users !== undefined ? html`<span class="muted small">${t('roles.users', { n: r.users })}</span>` : ''}</div>
    ${r.description ? html`<p class="second">${r.description}</p>` : ''}
    <details><summary>${t('roles.grants', { n: (r.grants ?? []).length })}</summary>${byModule(r.grants ?? []).map(([module, grants]) => html`<h3 class="grant-module">${moduleOf(module)?.title ?? module}</h3><ul class="chips">${grants.map((g) => html`<li class="badge" title=${g.permission}><span>${title(g.permission)}</span>${g.scope ? html`<span class="muted">${t(`scope.${g.scope}`)}</span>` : ''}</li>`)}</ul>`)}</details></div></li>`;
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.roles')}</h1></header>${pageTabs(ctx, 'people', '/roles', t('nav.people'))}
        <p class="second intro">${t('roles.intro')}</p><div class="card">${listBody(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'shield', title: t('roles.empty') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  permissionTitles(api).then((titles) => {
    title = titles;
    draw();
  }, ctx.toastError);
}
