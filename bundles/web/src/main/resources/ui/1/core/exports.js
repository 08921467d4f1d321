/** Lists of customers as files: what was made, by whom, what for; one's own can be downloaded. */
import { listBody, pager, pageTabs } from './parts.js';

const TONES = { RUNNING: 'info', READY: 'ok', FAILED: 'bad', CANCELLED: '', GONE: '' };

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, user, toast, confirm } = ctx;
  const list = pager(ctx, '/exports', () => ({}), draw);
  const remove = async (e) => {
    if (!(await confirm({ title: t('export.removeTitle'), text: t('export.removeText'), danger: true, action: t('export.remove') }))) return;
    try {
      await api.delete(`/exports/${e.id}`);
      toast(t('export.removed'));
      list.load();
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const actions = (e) => html`${e.state === 'READY' && e.mine && user.can('core:export:create') ? html`<a class="btn small primary" href=${`/api/v1/exports/${e.id}/file`} download @click=${() => setTimeout(list.load, 1500)}>${icon('download')}${t('export.download')}</a>` : ''}
    ${e.state === 'READY' || e.state === 'RUNNING' ? html`<button type="button" class="btn small quiet" @click=${() => remove(e)}>${icon('trash-2')}${t(e.state === 'READY' ? 'export.remove' : 'export.stop')}</button>` : ''}`;
  const note = (e) => {
    if (e.state === 'FAILED') return e.problem?.detail ?? '';
    if (e.state === 'READY') return t('export.until', { time: fmt.dateTime(e.expiresAt) });
    return '';
  };
  const rows = (items) => html`<div class="table-wrap"><table class="table flow">
    <thead><tr><th scope="col">${t('export.purpose')}</th><th scope="col">${t('export.state')}</th><th scope="col" class="end">${t('export.rows')}</th><th scope="col">${t('export.madeBy')}</th><th scope="col" class="end">${t('export.downloads')}</th><th scope="col"><span class="visually-hidden">${t('export.download')}</span></th></tr></thead>
    <tbody>${items.map((e) => html`<tr><td><strong>${e.purpose}</strong><div class="small muted">${t(`export.format.${e.format}`)}${e.size ? ` · ${fmt.bytes(e.size)}` : ''}</div></td>
      <td data-label=${t('export.state')}><span class="badge ${TONES[e.state]}">${t(`export.state.${e.state}`)}</span><div class="small muted">${note(e)}</div></td>
      <td class="end" data-label=${t('export.rows')}>${fmt.number(e.rows)}</td>
      <td data-label=${t('export.madeBy')}>${e.madeBy}<div class="small muted" title=${fmt.dateTime(e.createdAt)}>${fmt.relative(e.createdAt)}</div></td>
      <td class="end" data-label=${t('export.downloads')}>${fmt.number(e.downloads)}</td>
      <td class="end">${actions(e)}</td></tr>`)}</tbody></table></div>`;

  function draw() {
    const action = user.can('core:export:create') ? html`<a class="btn" href=${ctx.href('/customers')}>${icon('users')}${t('export.toCustomers')}</a>` : '';
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.exports')}</h1>${list.items?.length ? action : ''}</header>
        ${user.can('core:import:view') ? pageTabs(ctx, 'data', '/exports', t('nav.exports')) : ''}
        <p class="second intro">${t('export.intro')}</p>
        <div class="card">${listBody(ctx, list, rows, { icon: 'download', title: t('export.empty'), text: t('export.emptyText'), action })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  let later = 0;
  ctx.on('export', () => {
    clearTimeout(later);
    later = setTimeout(list.load, 500);
  });
  return () => clearTimeout(later);
}
