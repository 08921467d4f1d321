/** All imports, newest first. */
import { listBody, pager, pageTabs } from './parts.js';
import { importBadge } from './import-parts.js';

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, fmt, icon, user } = ctx;
  const list = pager(ctx, '/imports', () => ({}), draw);
  const rows = (items) => html`<div class="table-wrap"><table class="table flow">
    <thead><tr><th scope="col">${t('import.file')}</th><th scope="col">${t('import.state')}</th><th scope="col" class="end">${t('import.rows')}</th><th scope="col" class="end">${t('import.created')}</th><th scope="col" class="end">${t('import.updated')}</th><th scope="col" class="end">${t('import.errors')}</th><th scope="col">${t('import.when')}</th></tr></thead>
    <tbody>${items.map((i) => html`<tr><td><a class="strong" href=${ctx.href(`/imports/${i.id}`)}>${i.fileName}</a><div class="small muted">${i.kindTitle ?? t(`import.kind.${i.kind}`)} · ${fmt.bytes(i.size)}</div></td>
      <td>${importBadge(ctx, i)}</td><td class="end" data-label=${t('import.rows')}>${fmt.number(i.rows)}</td><td class="end" data-label=${t('import.created')}>${fmt.number(i.created)}</td><td class="end" data-label=${t('import.updated')}>${fmt.number(i.updated)}</td><td class="end" data-label=${t('import.errors')}>${i.errors ? html`<span class="badge bad">${fmt.number(i.errors)}</span>` : '0'}</td>
      <td><span title=${fmt.dateTime(i.startedAt ?? i.createdAt)}>${fmt.relative(i.finishedAt ?? i.startedAt ?? i.createdAt)}</span></td></tr>`)}</tbody></table></div>`;

  function draw() {
    const action = user.can('core:import:create') ? html`<a class="btn primary" href=${ctx.href('/imports/new')}>${icon('upload')}${t('import.new')}</a>` : '';
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.imports')}</h1>${list.items?.length ? action : ''}</header>
        ${user.can('core:export:view') ? pageTabs(ctx, 'data', '/imports', t('nav.imports')) : ''}
        <div class="card">${listBody(ctx, list, rows, { icon: 'file-spreadsheet', title: t('import.empty'), text: t('import.emptyText'), action })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  let later = 0;
  ctx.on('import', () => {
    clearTimeout(later);
    later = setTimeout(list.load, 700);
  });
  return () => clearTimeout(later);
}
