/** Backups: what lies there, what is proven, and making one. */
import { formDialog, listBody, pager } from './parts.js';

const OLD = 48 * 3600 * 1000;

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, user, toast } = ctx;
  const list = pager(ctx, '/backups', () => ({}), draw);
  const may = user.can('core:backup:create');
  const prove = async (backup) => {
    try {
      await api.post(`/backups/${backup.name}/verifications`);
      toast(t('backup.proving', { name: backup.name }));
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const create = () =>
    formDialog(ctx, {
      title: t('backup.new'),
      intro: t('backup.newText'),
      fields: [{ name: 'name', label: t('backup.name'), type: 'text', hint: t('backup.nameHint') }],
      submitLabel: t('backup.new'),
      submit: async (values) => {
        await api.post('/backups', values.name ? { name: values.name } : {});
        toast(t('backup.making'));
      },
    });
  const proof = (b) =>
    b.verifiedAt
      ? html`<span class="badge ok" title=${fmt.dateTime(b.verifiedAt)}>${t('backup.proven', { when: fmt.relative(b.verifiedAt) })}</span>`
      : html`<span class="badge warn">${t('backup.unproven')}</span>`;
  const rows = (items) => html`<div class="table-wrap"><table class="table flow">
    <thead><tr><th scope="col">${t('backup.name')}</th><th scope="col">${t('backup.made')}</th><th scope="col">${t('backup.state')}</th><th scope="col" class="end">${t('backup.size')}</th><th scope="col"><span class="visually-hidden">${t('backup.prove')}</span></th></tr></thead>
    <tbody>${items.map((b) => html`<tr><td><strong>${b.name}</strong><div class="small muted">${t(`backup.database.${b.database}`)} · ${b.product}</div></td>
      <td data-label=${t('backup.made')}><span title=${fmt.dateTime(b.createdAt)}>${fmt.relative(b.createdAt)}</span></td>
      <td data-label=${t('backup.state')}>${proof(b)}</td>
      <td class="end" data-label=${t('backup.size')}>${fmt.bytes(b.bytes)}</td>
      <td class="end">${may ? html`<button type="button" class="btn small quiet" @click=${() => prove(b)}>${icon('shield-check')}${t('backup.prove')}</button>` : ''}</td></tr>`)}</tbody></table></div>`;
  const warning = () => {
    const newest = (list.items ?? []).filter((b) => b.verifiedAt)[0];
    if (!list.items?.length || (newest && Date.now() - new Date(newest.createdAt) < OLD)) return '';
    return html`<div class="notice warn spaced-after">${icon('triangle-alert')}<div>${newest ? t('backup.old', { when: fmt.relative(newest.createdAt) }) : t('backup.noneProven')}</div></div>`;
  };

  function draw() {
    const action = may ? html`<button type="button" class="btn primary" @click=${create}>${icon('archive')}${t('backup.new')}</button>` : '';
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.backups')}</h1>${list.items?.length ? action : ''}</header>
        ${warning()}
        <p class="second intro">${t('backup.keys')}</p>
        <div class="card">${listBody(ctx, list, rows, { icon: 'archive', title: t('backup.empty'), text: t('backup.emptyText'), action })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  let later = 0;
  ctx.on('job', () => {
    clearTimeout(later);
    later = setTimeout(list.load, 700);
  });
  return () => clearTimeout(later);
}
