/** Tokens with which other systems call the API. */
import '../kit/form.js';
import { formDialog, listBody, pager, pageTabs, showOnce } from './parts.js';
import { permissionTitles } from './people.js';

/** Shows the tokens. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, user, toast, confirm } = ctx;
  let title = (code) => code;
  const list = pager(ctx, '/tokens', () => ({}), draw);
  const create = async () => {
    const [{ permissions }] = await Promise.all([api.get('/session'), titles]);
    const send = ({ name, scopes, expiresAt }) => api.post('/tokens', { name, scopes, ...(expiresAt ? { expiresAt: fmt.instantOf(expiresAt, '23:59') } : {}) });
    const made = await formDialog(ctx, {
      title: t('tokens.new'),
      intro: t('tokens.intro'),
      fields: [
        { name: 'name', label: t('tokens.name'), required: true, half: true, placeholder: t('tokens.namePlaceholder'), autofocus: true },
        { name: 'expiresAt', label: t('tokens.expires'), type: 'date', half: true },
        { name: 'scopes', label: t('tokens.scopes'), type: 'checks', required: true, options: [...permissions].sort().map((p) => ({ value: p, label: title(p), hint: title(p) === p ? '' : p })) },
      ],
      value: { scopes: [] },
      submitLabel: t('tokens.create'),
      submit: send,
    });
    if (!made) return;
    list.load();
    if (made.token) await showOnce(ctx, { title: t('tokens.once', { name: made.name }), text: t('tokens.onceText'), value: made.token });
  };
  const remove = (x) =>
    confirm({
      title: t('tokens.revoke'), text: t('tokens.revokeText', { name: x.name }), action: t('tokens.revoke'), danger: true,
      run: async () => {
        await api.delete(`/tokens/${x.id}`);
        toast(t('tokens.revoked'));
        list.load();
      },
    });
  const rows = (items) => html`<ul class="list">${items.map((x) => html`<li class="middle"><span class="contact-icon">${icon('key-round')}</span><div class="grow stack tight"><div><strong>${x.name}</strong> <span class="small muted">${x.lastUsedAt ? t('tokens.used', { when: fmt.relative(x.lastUsedAt) }) : t('tokens.unused')}${x.expiresAt ? ` · ${t('tokens.until', { date: fmt.date(x.expiresAt) })}` : ''}</span></div>
    <div class="chips">${(x.scopes ?? []).map((s) => html`<span class="badge" title=${s}>${title(s)}</span>`)}</div></div>
    ${user.can('core:token:delete') ? html`<button type="button" class="btn small quiet danger" @click=${() => remove(x)}>${icon('trash-2')}${t('tokens.revoke')}</button>` : ''}</li>`)}</ul>`;
  function draw() {
    const add = user.can('core:token:create') ? html`<button type="button" class="btn primary" @click=${create}>${icon('plus')}${t('tokens.new')}</button>` : '';
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.tokens')}</h1>${list.items?.length ? add : ''}</header>
        ${pageTabs(ctx, 'people', '/tokens', t('nav.people'))}<div class="card">${listBody(ctx, list, rows, { icon: 'key-round', title: t('tokens.empty'), text: t('tokens.intro'), action: add })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  const titles = permissionTitles(api).then((found) => {
    title = found;
    draw();
  }, ctx.toastError);
}
