/** One system whose data come in: how, and what came. */
import { body, pages } from './shared.js';
import { remove } from './remove.js';
import { secretDialog } from './secret.js';

const POLICIES = ['FILL', 'OVERWRITE', 'NEWEST', 'SKIP', 'REVIEW'];
const TONES = { RECEIVED: 'info', WAITING: 'warn', DONE: 'ok', FAILED: 'bad', TAKEN: 'info' };

/** Lines `field = place` as a mapping, and back. */
const lines = (mapping) => Object.entries(mapping ?? {}).map(([place, field]) => `${field} = ${place}`).join('\n');
const mappingOf = (text) => Object.fromEntries(text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
  const at = line.indexOf('=');
  return at < 0 ? [line, ''] : [line.slice(at + 1).trim(), line.slice(0, at).trim()];
}));
const optionsOf = (text) => Object.fromEntries(text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
  const at = line.indexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}));

/** Shows the feed `params.id`, or an empty one. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, icon, api, params, user, toast, go, confirm, lang, signal } = ctx;
  const path = `/intake/feeds/${params.id}`;
  let feed = params.id ? await api.get(path, {}, { signal }) : null;
  const mayEdit = user.can('intake:feed:edit');
  let kinds = [];
  try {
    kinds = (await api.get('/imports/kinds', {}, { signal })).items;
  } catch (error) {
    if (error.status !== 403) throw error;
  }
  const list = feed ? pages(ctx, `${path}/${feed.type === 'HOOK' ? 'messages' : 'files'}`, () => ({}), draw) : null;
  const kindNames = [...new Set([...kinds.map((k) => k.kind), ...(feed ? [feed.how.kind] : [])])];
  const titleOf = (kind) => kinds.find((k) => k.kind === kind)?.title ?? kind;
  const flat = () => ({
    slug: feed?.slug ?? '',
    name: feed?.name ?? '',
    type: feed?.type ?? 'HOOK',
    kind: feed?.how.kind ?? kindNames[0] ?? '',
    source: feed?.how.source ?? '',
    onDuplicate: feed?.how.onDuplicate ?? 'FILL',
    rows: feed?.rows ?? '',
    key: (feed?.key ?? []).join(' '),
    patienceHours: String(feed?.patienceHours ?? 0),
    mapping: lines(feed?.how.mapping),
    options: Object.entries(feed?.how.options ?? {}).map(([name, value]) => `${name} = ${value}`).join('\n'),
    active: feed?.active ?? true,
  });
  const fields = [
    { name: 'name', label: t('hookName'), required: true, half: true, maxlength: 100 },
    ...(feed ? [] : [{ name: 'slug', label: t('feedSlug'), required: true, half: true, hint: t('feedSlugHint'), maxlength: 40 }, { name: 'type', label: t('feedType'), type: 'select', half: true, options: ['HOOK', 'FOLDER'].map((x) => ({ value: x, label: t(`feedType.${x}`) })) }]),
    { name: 'kind', label: t('feedKind'), type: 'select', half: true, options: kindNames.map((k) => ({ value: k, label: titleOf(k) })) },
    { name: 'source', label: t('feedSource'), half: true, hint: t('feedSourceHint'), maxlength: 40 },
    { name: 'onDuplicate', label: t('feedDuplicate'), type: 'select', half: true, options: POLICIES.map((p) => ({ value: p, label: t(`policy.${p}`) })) },
    { name: 'rows', label: t('feedRows'), half: true, hint: t('feedRowsHint') },
    { name: 'key', label: t('feedKey'), half: true, hint: t('feedKeyHint') },
    { name: 'patienceHours', label: t('feedPatience'), type: 'number', half: true, hint: t('feedPatienceHint') },
    { name: 'mapping', label: t('feedMapping'), type: 'textarea', rows: 8, hint: t('feedMappingHint') },
    { name: 'options', label: t('feedOptions'), type: 'textarea', rows: 2, hint: t('feedOptionsHint') },
    { name: 'active', label: t('hookActive'), type: 'checkbox' },
  ];
  const submit = async (v, form) => {
    const said = { name: v.name, kind: v.kind, source: v.source || null, onDuplicate: v.onDuplicate, rows: v.rows || null, key: v.key.split(/\s+/).filter(Boolean), patienceHours: Number(v.patienceHours || 0), active: !!v.active };
    const mapping = mappingOf(v.mapping);
    const options = optionsOf(v.options);
    if (feed) {
      // A merge patch would keep what is no longer named, so both are cleared first where names went away.
      const gone = (before, after) => ({ ...Object.fromEntries(Object.keys(before).filter((k) => !(k in after)).map((k) => [k, null])), ...after });
      feed = await api.patch(path, { ...said, mapping: gone(feed.how.mapping, mapping), options: gone(feed.how.options, options) }, feed.version);
      form.settle();
      toast(t('saved'));
      draw();
      return;
    }
    const made = await api.post('/intake/feeds', { ...said, slug: v.slug, type: v.type, mapping, options });
    form.settle();
    if (made.secret) await secretDialog(ctx, made.secret);
    go(`/intake/feeds/${made.feed.id}`, { replace: true });
  };
  const renew = async () => {
    let made;
    const agreed = await confirm({ title: t('renewTitle'), text: t('feedRenewText'), action: t('renew'), danger: true, run: async () => { made = await api.post(`${path}/secret`, {}); } });
    if (agreed && made) await secretDialog(ctx, made.secret);
  };
  const again = async (m) => {
    try {
      await api.post(`${path}/messages/${m.id}/retry`, {});
      toast(t('messageAgain'));
      await list.load();
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const message = (m) => html`<li class="job"><div class="grow stack tight"><div class="row"><span class="badge ${TONES[m.state]}">${t(`message.${m.state}`)}</span><span>${t('messageRows', { rows: m.rows, refused: m.refused })}</span><span class="muted small">${fmt.dateTime(m.receivedAt)}</span></div>
      ${m.faults.map((f) => html`<p class="small">${f.row ? t('messageRow', { row: f.row }) : ''} ${lang === 'en' ? f.en : f.zh}${f.place ? html` <span class="muted">${f.place}</span>` : ''}</p>`)}</div>
    ${mayEdit && ['WAITING', 'FAILED'].includes(m.state) ? html`<div class="row actions"><button type="button" class="btn small" @click=${() => again(m)}>${icon('refresh-cw')}${t('retry')}</button></div>` : ''}</li>`;
  const file = (f) => html`<li class="middle"><div class="grow stack tight"><div class="row"><span class="badge ${TONES[f.state]}">${t(`file.${f.state}`)}</span><span class="break">${f.name.slice(f.name.indexOf('.') + 1)}</span><span class="muted small">${fmt.dateTime(f.takenAt)}</span></div>
      <span class="small muted">${t('fileCounts', { created: f.created, updated: f.updated, unchanged: f.unchanged, refused: f.refused })}${f.problem ? ` · ${t('fileProblem')}` : ''}</span></div>
    ${f.importId && user.can('core:import:view') ? html`<a class="btn small" href=${ctx.href(`/imports/${f.importId}`)}>${t('fileImport')}</a>` : ''}</li>`;
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${feed ? feed.name : t('feedNew')}</h1>
        ${feed && mayEdit ? html`<div class="row actions">${feed.type === 'HOOK' ? html`<button type="button" class="btn" @click=${renew}>${icon('key-round')}${t('renew')}</button>` : ''}
          <button type="button" class="btn danger" @click=${() => remove(ctx, path, 'feedRemove', feed.type === 'HOOK' ? 'feedRemoveHook' : 'feedRemoveFolder', '/intake/feeds')}>${icon('trash-2')}${t('remove')}</button></div>` : ''}</header>
        ${feed ? html`<p class="second intro break">${feed.type === 'HOOK' ? `${location.origin}/public/intake/hooks/${feed.slug}` : t('feedFolder', { path: `drop/${feed.slug}` })}</p>` : ''}
        <div class="stack"><div class="card"><div class="card-body padded">${mayEdit
          ? html`<kw-form .fields=${fields} .value=${flat()} .submit=${submit} .submitLabel=${t('save')} .cancel=${() => go('/intake/feeds')}></kw-form>`
          : html`<p>${titleOf(feed.how.kind)}</p>`}</div></div>
        ${list ? html`<section class="card"><div class="card-head"><h2>${t(feed.type === 'HOOK' ? 'messages' : 'files')}</h2></div>${body(ctx, list, (items) => html`<ul class="list">${items.map(feed.type === 'HOOK' ? message : file)}</ul>`, { icon: 'inbox', title: t('deliveriesEmpty'), text: t(feed.type === 'HOOK' ? 'messagesEmptyText' : 'filesEmptyText') })}</section>` : ''}</div></div>`,
      el,
    );
  }
  draw();
  list?.load();
}
