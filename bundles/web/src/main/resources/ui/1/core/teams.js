/** Teams and who leads them. */
import '../kit/form.js';
import { userOptions } from './people.js';
import { formDialog, listBody, pager, pageTabs } from './parts.js';

/** Shows the teams. */
export function mount(el, ctx) {
  const { html, render, t, api, icon, user, toast } = ctx;
  const list = pager(ctx, '/teams', () => ({}), draw);
  const below = (x, id) => x.parentId === id || (x.parentId && below(list.items.find((y) => y.id === x.parentId) ?? {}, id));
  const open = async (team) => {
    const leads = await userOptions(api);
    const saved = await formDialog(ctx, {
      title: t(team ? 'teams.edit' : 'teams.new'), size: 'small', value: team ? { name: team.name, leadId: team.leadId ?? '', parentId: team.parentId ?? '' } : {},
      fields: [
        { name: 'name', label: t('teams.name'), required: true, autofocus: true },
        { name: 'leadId', label: t('teams.lead'), type: 'select', options: leads },
        { name: 'parentId', label: t('teams.parent'), type: 'select', options: (list.items ?? []).filter((x) => x.id !== team?.id && !(team && below(x, team.id))).map((x) => ({ value: x.id, label: x.name })) },
      ],
      submit: (v) => (team ? api.patch(`/teams/${team.id}`, { name: v.name, leadId: v.leadId || null, parentId: v.parentId || null }, team.version) : api.post('/teams', Object.fromEntries(Object.entries(v).filter(([, x]) => x)))),
    });
    if (!saved) return;
    toast(t('kit.saved'));
    list.load();
  };
  const rows = (items) => html`<ul class="list">${items.map((x) => html`<li class="middle"><span class="contact-icon">${icon('users')}</span><span class="grow"><strong>${x.name}</strong><br /><span class="small muted">${[x.leadName ? t('teams.ledBy', { name: x.leadName }) : '', x.members !== undefined ? t('teams.members', { n: x.members }) : ''].filter(Boolean).join(' · ')}</span></span>${user.can('core:team:edit') ? html`<button type="button" class="btn small quiet" aria-label=${t('stores.editOne', { name: x.name })} @click=${() => open(x)}>${icon('pencil')}${t('kit.edit')}</button>` : ''}</li>`)}</ul>`;
  function draw() {
    const add = user.can('core:team:create') ? html`<button type="button" class="btn primary" @click=${() => open(null)}>${icon('plus')}${t('teams.new')}</button>` : '';
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.teams')}</h1>${list.items?.length ? add : ''}</header>
        ${pageTabs(ctx, 'people', '/teams', t('nav.people'))}<div class="card">${listBody(ctx, list, rows, { icon: 'users', title: t('teams.empty'), text: t('teams.emptyText'), action: add })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
}
