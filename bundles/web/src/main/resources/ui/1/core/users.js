/** Users: who may sign in, with which roles, in which stores. */
import '../kit/form.js';
import { forgetPeople, storeOptions } from './people.js';
import { explain, reassign } from './organisation.js';
import { formDialog, listBody, pager, pageTabs, showOnce } from './parts.js';

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, avatar, user, menu, toast, confirm } = ctx;
  const list = pager(ctx, '/users', () => ({}), draw);
  let roles = [];
  let teams = [];
  let stores = [];
  const storeNames = (u) => (u.stores ?? []).map((id) => stores.find((s) => s.value === id)?.label ?? id);

  const fields = (isNew) => [
    ...(isNew ? [{ name: 'username', label: t('signin.username'), required: true, half: true, hint: t('users.usernameHint'), autofocus: true }] : []),
    { name: 'displayName', label: t('user.displayName'), required: true, half: true },
    ...(teams.length ? [{ name: 'teamId', label: t('users.team'), type: 'select', half: !isNew, options: teams.map((x) => ({ value: x.id, label: x.name })) }] : []),
    { name: 'roles', label: t('users.roles'), type: 'checks', required: true, half: true, options: roles.map((r) => ({ value: r.id, label: r.name, hint: r.description })) },
    { name: 'stores', label: t('users.stores'), type: 'checks', half: true, options: stores },
  ];
  const tell = (name, link) => showOnce(ctx, { title: t('users.linkTitle', { name }), text: t('users.linkText'), value: new URL(link, location.origin).href });
  const done = () => {
    forgetPeople();
    list.load();
  };
  const create = async () => {
    await choices;
    const made = await formDialog(ctx, {
      title: t('users.new'), fields: fields(true), value: { roles: [], stores: [] }, submitLabel: t('users.create'),
      submit: ({ teamId, ...v }) => api.post('/users', { ...v, ...(teamId ? { teamId } : {}) }),
    });
    if (!made) return;
    done();
    if (made.passwordLink) await tell(made.displayName, made.passwordLink);
  };
  const edit = async (u) => {
    await choices;
    const saved = await formDialog(ctx, {
      title: t('users.edit', { name: u.displayName }), fields: fields(false), value: { displayName: u.displayName, roles: u.roles ?? [], stores: u.stores ?? [], teamId: u.teamId ?? '' },
      submit: (v) => api.patch(`/users/${u.id}`, { ...v, teamId: v.teamId || null }, u.version),
    });
    if (saved) {
      toast(t('kit.saved'));
      done();
    }
  };
  const link = async (u) => {
    if (!(await confirm({ title: t('users.link'), text: t('users.linkAsk', { name: u.displayName }), action: t('users.linkMake') }))) return;
    try {
      await tell(u.displayName, (await api.post(`/users/${u.id}/password-link`)).passwordLink);
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const resetFactor = (u) =>
    confirm({
      title: t('users.factorReset'), text: t('users.factorResetText', { name: u.displayName }), action: t('users.factorReset'), danger: true,
      run: async () => {
        await api.delete(`/users/${u.id}/second-factor`);
        toast(t('kit.saved'));
        done();
      },
    });
  const setActive = async (u, active) => {
    if (!active && !(await confirm({ title: t('users.deactivate'), text: t('users.deactivateText', { name: u.displayName }), action: t('users.deactivate'), danger: true }))) return;
    try {
      await api.patch(`/users/${u.id}`, { active }, u.version);
      toast(t('kit.saved'));
      done();
      if (!active && user.can('core:assignment:create')) await reassign(ctx, u);
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const more = (e, u) => menu(e.currentTarget, [
    { label: t('kit.edit'), icon: 'pencil', run: () => edit(u) },
    { label: t('users.link'), icon: 'key-round', run: () => link(u) },
    u.secondFactor && { label: t('users.factorReset'), icon: 'shield', run: () => resetFactor(u) },
    user.can('core:role:view') && { label: t('explain.action'), icon: 'eye', run: () => explain(ctx, u) },
    user.can('core:assignment:create') && { label: t('handover.action'), icon: 'users', run: () => reassign(ctx, u) },
    u.id !== user.id && '-',
    u.id !== user.id && (u.active === false ? { label: t('users.activate'), icon: 'user-check', run: () => setActive(u, true) } : { label: t('users.deactivate'), icon: 'lock', danger: true, run: () => setActive(u, false) }),
  ]);
  const rows = (items) => html`<div class="table-wrap"><table class="table middle flow"><thead><tr><th scope="col">${t('user.displayName')}</th><th scope="col">${t('users.roles')}</th><th scope="col">${t('users.stores')}</th><th scope="col">${t('users.lastSeen')}</th><th scope="col"><span class="visually-hidden">${t('kit.more')}</span></th></tr></thead>
    <tbody>${items.map((u) => html`<tr><td><div class="row nowrap">${avatar(u.displayName)}<span><strong>${u.displayName}</strong>${u.active === false ? html` <span class="badge">${t('users.inactive')}</span>` : ''}${u.secondFactor ? html` <span class="badge ok">${t('users.factor')}</span>` : ''}<br /><span class="small muted">${u.username}</span></span></div></td>
      <td>${u.roleNames.map((n) => html`<span class="badge primary">${n}</span> `)}</td><td class="second">${storeNames(u).join(t('history.and')) || '—'}</td><td class="muted">${u.lastSeenAt ? fmt.relative(u.lastSeenAt) : '—'}</td>
      <td class="end push">${user.can('core:user:edit') ? html`<button type="button" class="btn quiet icon-only small" aria-haspopup="menu" aria-expanded="false" aria-label=${t('users.more', { name: u.displayName })} @click=${(e) => more(e, u)}>${icon('ellipsis')}</button>` : ''}</td></tr>`)}</tbody></table></div>`;

  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.users')}</h1>${user.can('core:user:create') ? html`<button type="button" class="btn primary" @click=${create}>${icon('user-plus')}${t('users.new')}</button>` : ''}</header>
        ${pageTabs(ctx, 'people', '/users', t('nav.people'))}<div class="card">${listBody(ctx, list, rows, { icon: 'users', title: t('users.empty') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  const quietly = (path) => api.get(path, { limit: 200 }).then((a) => a.items, () => []);
  const choices = Promise.all([user.can('core:role:view') ? quietly('/roles') : [], quietly('/teams'), storeOptions(api)]).then(([r, te, s]) => {
    roles = r;
    teams = te;
    stores = s;
    draw();
  }, ctx.toastError);
}
