/** The list of customers: search, filters, sort; all of it in the address. */
import '../kit/grid.js';
import { storeOptions, userOptions } from './people.js';

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, go, icon, avatar, empty, menu, setQuery, user } = ctx;
  let view = { q: '', sort: '-updatedAt', store: '', owner: '', tag: '', ...ctx.query };
  let stores = [];
  let owners = [];
  const tags = new Set();
  let fresh = '';

  const filtered = () => view.q || view.store || view.owner || view.tag;
  const grid = () => el.querySelector('kw-grid');

  const load = async ({ cursor, sort, limit, signal }) => {
    const answer = await api.get('/customers', { q: view.q, store: view.store, owner: view.owner, tag: view.tag, sort, limit, cursor }, { signal });
    for (const c of answer.items) for (const tag of c.tags) tags.add(tag);
    fresh = view.q;
    return answer;
  };
  const count = (signal) => api.get('/customers', { q: view.q, store: view.store, owner: view.owner, tag: view.tag, limit: 1, count: true }, { signal });

  const apply = (patch) => {
    view = { ...view, ...patch };
    setQuery({ ...view, sort: view.sort === '-updatedAt' ? '' : view.sort });
    draw();
    grid().reload();
  };
  const run = ctx.typing((q) => q.trim() !== view.q && apply({ q: q.trim() }), 200);
  const open = ({ row, event }) => (event.ctrlKey || event.metaKey ? window.open(ctx.href(`/customers/${row.id}`), '_blank', 'noopener') : go(`/customers/${row.id}`));

  const columns = [
    {
      id: 'name', title: t('customers.name'), sort: 'name', oneWay: true, fixed: true, phone: true, width: '220px', grow: 2,
      cell: (c) => html`<div class="grid-cell-main">${avatar(c.displayName, { organisation: c.kind === 'ORGANISATION' })}
        <div class="truncate"><a href=${ctx.href(`/customers/${c.id}`)} tabindex="-1">${c.displayName}</a>
        ${c.matched && c.matched !== 'NAME' && fresh ? html` <span class="badge primary">${t(`matched.${c.matched}`)}</span>` : ''}
        <div class="grid-sub truncate">${[c.phone, c.storeName].filter(Boolean).join(' · ')}</div></div></div>`,
    },
    { id: 'phone', title: t('customers.phone'), width: '130px', cell: (c) => (c.phone ? html`<span class="num">${c.phone}</span>` : html`<span class="muted">—</span>`) },
    { id: 'email', title: t('customers.email'), width: '180px', hidden: true, cell: (c) => c.email ?? html`<span class="muted">—</span>` },
    { id: 'company', title: t('customers.company'), width: '130px', hidden: true, cell: (c) => c.company ?? html`<span class="muted">—</span>` },
    { id: 'tags', title: t('customers.tags'), width: '150px', cell: (c) => c.tags.slice(0, 3).map((tag) => html`<span class="badge info">${tag}</span> `) },
    { id: 'store', title: t('customers.store'), width: '110px', cell: (c) => c.storeName ?? html`<span class="muted">—</span>` },
    { id: 'owner', title: t('customers.owner'), width: '110px', cell: (c) => c.ownerName ?? html`<span class="muted">—</span>` },
    { id: 'updated', title: t('customers.updated'), sort: 'updatedAt', descendingFirst: true, oneWay: true, width: '120px', cell: (c) => html`<span title=${fmt.dateTime(c.updatedAt)}>${fmt.relative(c.updatedAt)}</span>` },
  ];

  const choice = (name, label, options) =>
    options.length ? html`<select class="select filter ${view[name] ? 'on' : ''}" aria-label=${label} @change=${(e) => apply({ [name]: e.target.value })}>
      <option value="" ?selected=${!view[name]}>${label}</option>${options.map((o) => html`<option value=${o.value} ?selected=${view[name] === o.value}>${o.label}</option>`)}</select>` : '';

  const emptyView = () =>
    filtered()
      ? empty({ icon: 'filter-x', title: t('customers.none'), text: t('customers.noneText'), action: html`<button type="button" class="btn" @click=${clear}>${t('customers.clear')}</button>
          ${user.can('core:customer:create') ? html`<a class="btn primary" href=${ctx.href('/customers/new') + (view.q ? `?name=${encodeURIComponent(view.q)}` : '')}>${icon('plus')}${t('customer.new')}</a>` : ''}` })
      : empty({ icon: 'users', title: t('customers.empty'), text: t('customers.emptyText'), action: html`${user.can('core:import:create') ? html`<a class="btn" href=${ctx.href('/imports/new')}>${icon('upload')}${t('customers.import')}</a>` : ''}
          ${user.can('core:customer:create') ? html`<a class="btn primary" href=${ctx.href('/customers/new')}>${icon('plus')}${t('customer.new')}</a>` : ''}` });
  function clear() {
    el.querySelector('[data-page-search]').value = '';
    apply({ q: '', store: '', owner: '', tag: '' });
  }
  const pickTag = (e) => menu(e.currentTarget, [...[...tags].sort().map((tag) => ({ label: tag, checked: view.tag === tag, run: () => apply({ tag: view.tag === tag ? '' : tag }) })), ...(tags.size ? [] : [{ label: t('customers.noTags'), disabled: true }])], { label: t('customers.tags') });

  function draw() {
    render(
      html`<div class="page fill">
        <header class="head"><h1 tabindex="-1">${t('nav.customers')}</h1>
          ${user.can('core:import:create') ? html`<a class="btn" href=${ctx.href('/imports/new')}>${icon('upload')}<span class="wide-only">${t('customers.import')}</span></a>` : ''}
          ${user.can('core:export:create') ? html`<button type="button" class="btn" @click=${() => exportThese({ filter: asked() })}>${icon('download')}<span class="wide-only">${t('export.button')}</span></button>` : ''}
          ${user.can('core:customer:create') ? html`<a class="btn primary" href=${ctx.href('/customers/new')}>${icon('plus')}${t('customer.new')}</a>` : ''}
        </header>
        <div class="toolbar" role="search">
          <div class="searchbox">${icon('search')}<input class="input" type="text" inputmode="search" data-page-search autocomplete="off" spellcheck="false" aria-label=${t('customers.search')} placeholder=${t('customers.search')} .value=${ctx.live(view.q)} @input=${run} @compositionend=${run} />
            ${view.q ? html`<button type="button" class="clear" aria-label=${t('kit.clear')} @click=${() => { el.querySelector('[data-page-search]').value = ''; apply({ q: '' }); el.querySelector('[data-page-search]').focus(); }}>${icon('x')}</button>` : ''}</div>
          ${choice('store', t('customers.anyStore'), stores)}${choice('owner', t('customers.anyOwner'), owners)}
          <button type="button" class="chip filter-chip ${view.tag ? 'on' : ''}" aria-haspopup="menu" aria-expanded="false" @click=${pickTag}>${icon('tag')}${view.tag || t('customers.tags')}${icon('chevron-down')}</button>
          ${filtered() ? html`<button type="button" class="btn quiet small" @click=${clear}>${icon('filter-x')}${t('customers.clear')}</button>` : ''}
        </div>
        <kw-grid class="card grow" id="customers" name="customers" .name=${'customers'} .label=${t('nav.customers')} .columns=${columns} .load=${load} .count=${count} .sort=${view.sort} .bulk=${bulk} .emptyView=${emptyView}
          @sort=${(e) => { view.sort = e.detail.sort; setQuery({ sort: view.sort === '-updatedAt' ? '' : view.sort }); }} @open=${(e) => open(e.detail)}></kw-grid>
      </div>`,
      el,
    );
  }

  const asked = () => Object.fromEntries(['q', 'store', 'owner', 'tag'].filter((name) => view[name]).map((name) => [name, view[name]]));
  const exportThese = async (what) => {
    try {
      const { exportCustomers } = await import('./customers-export.js');
      await exportCustomers(ctx, what);
    } catch (error) {
      ctx.toastError(error);
    }
  };

  const bulkAction = (name) => async (rows, done) => {
    const actions = await import('./customers-bulk.js');
    if (await actions[name](ctx, rows, owners)) {
      done();
      grid().refresh();
    }
  };
  const bulk = [
    ...(user.can('core:customer:edit') ? [{ label: t('bulk.tag'), icon: 'tag', run: bulkAction('addTags') }, ...(user.can('core:assignment:create') ? [{ label: t('bulk.owner'), icon: 'user-check', run: bulkAction('setOwner') }] : [])] : []),
    ...(user.can('core:export:create') ? [{ label: t('export.button'), icon: 'download', run: (rows) => exportThese({ ids: rows.map((row) => row.id) }) }] : []),
  ];

  draw();
  let later = 0;
  ctx.on('customer', () => {
    clearTimeout(later);
    later = setTimeout(() => grid()?.refresh(), 800);
  });
  Promise.all([storeOptions(api), userOptions(api)]).then(([s, o]) => {
    stores = s;
    owners = o;
    if (!ctx.signal.aborted) draw();
  }, ctx.toastError);
  return {
    query(query) {
      view = { q: '', sort: '-updatedAt', store: '', owner: '', tag: '', ...query };
      draw();
      grid().reload();
    },
    leave: () => clearTimeout(later),
  };
}
