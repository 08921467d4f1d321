/** The fields that the company adds to its records: what they are, in which order, and for whom. */
import '../kit/form.js';
import { formDialog, listBody } from './parts.js';
import { titleOf } from './own-fields.js';

const TYPES = ['TEXT', 'NUMBER', 'DATE', 'CHOICE', 'MULTI_CHOICE', 'YES_NO', 'MONEY'];
const LEVELS = ['MASK', 'READ', 'WRITE'];
const CUSTOMER = 'core:customer';

const hasChoices = (type) => type === 'CHOICE' || type === 'MULTI_CHOICE';
const written = (choices) => choices.map((c) => `${c.retired ? '- ' : ''}${c.key} = ${c.title.zh} / ${c.title.en}`).join('\n');

/** The lines of a text as choices: `suite = 套房 / Suite`; one that begins with a dash is no longer offered. */
function readChoices(text) {
  return (text ?? '').split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const retired = line.startsWith('-');
    const [key, names = ''] = line.replace(/^-\s*/, '').split(/\s*=\s*/, 2);
    const [zh, en] = names.split(/\s*\/\s*/, 2);
    return { key: key.trim(), title: { zh: zh?.trim() ?? '', en: (en ?? zh)?.trim() ?? '' }, retired };
  });
}

/** Shows the fields. */
export function mount(el, ctx) {
  const { html, render, t, api, icon, user, toast, confirm } = ctx;
  const may = user.can('core:field:configure');
  let object = ctx.query.object ?? CUSTOMER;
  let objects = [];
  let roles = [];
  const list = { items: null, error: null, load };

  async function load() {
    try {
      list.items = (await api.get('/fields', { object }, { signal: ctx.signal })).items;
      list.error = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      list.error = error;
    }
    draw();
  }
  const form = (field) => [
    { name: 'zh', label: t('fields.zh'), required: true, half: true, autofocus: true, pointer: '/title/zh' },
    { name: 'en', label: t('fields.en'), required: true, half: true, pointer: '/title/en' },
    ...(field ? [] : [{ name: 'key', label: t('fields.key'), required: true, half: true, hint: t('fields.keyHint') }, { name: 'type', label: t('fields.type'), type: 'select', required: true, half: true, options: TYPES.map((v) => ({ value: v, label: t(`fields.type.${v}`) })) }]),
    ...(!field || hasChoices(field.type) ? [{ name: 'choices', label: t('fields.choices'), type: 'textarea', rows: 4, hint: t('fields.choicesHint'), maxlength: 20000 }] : []),
    { name: 'groupZh', label: t('fields.groupZh'), half: true, pointer: '/group/zh' },
    { name: 'groupEn', label: t('fields.groupEn'), half: true, pointer: '/group/en' },
    ...(object === CUSTOMER ? [{ name: 'kind', label: t('fields.kind'), type: 'select', half: true, placeholder: t('fields.kindAll'), options: ['PERSON', 'ORGANISATION'].map((v) => ({ value: v, label: t(`kind.${v}`) })), pointer: '/kinds' }] : []),
    { name: 'required', label: t('fields.required'), type: 'checkbox' },
    { name: 'searchable', label: t('fields.searchable'), type: 'checkbox', hint: t('fields.searchableHint') },
    { name: 'sensitive', label: t('fields.sensitive'), type: 'checkbox', hint: t('fields.sensitiveHint') },
    ...roleFields(),
  ];
  const roleFields = () => (roles.length ? [{ type: 'section', label: t('fields.roles') }, ...roles.map((r) => ({ name: `role:${r.id}`, label: r.name, type: 'select', half: true, placeholder: t('access.HIDE'), options: LEVELS.map((v) => ({ value: v, label: t(`access.${v}`) })) }))] : []);
  const chosenRoles = (v) => (roles.length ? { roles: roles.map((r) => ({ role: r.id, access: v[`role:${r.id}`] })).filter((r) => r.access) } : {});
  const value = (f) => ({
    zh: f.title.zh, en: f.title.en, choices: written(f.choices), groupZh: f.group?.zh ?? '', groupEn: f.group?.en ?? '', kind: f.kinds.length === 1 ? f.kinds[0] : '',
    required: f.required, searchable: f.searchable, sensitive: f.sensitive, ...Object.fromEntries(f.roles.map((r) => [`role:${r.role}`, r.access])),
  });
  const body = (v, type) => ({
    title: { zh: v.zh, en: v.en }, required: !!v.required, searchable: !!v.searchable, sensitive: !!v.sensitive, kinds: v.kind ? [v.kind] : [],
    group: v.groupZh || v.groupEn ? { zh: v.groupZh || v.groupEn, en: v.groupEn || v.groupZh } : null,
    ...(hasChoices(type) ? { choices: readChoices(v.choices) } : {}),
    ...chosenRoles(v),
  });
  const open = async (field) => {
    const saved = await formDialog(ctx, {
      title: t(field ? 'fields.edit' : 'fields.new'), fields: form(field), value: field ? value(field) : { type: 'TEXT' }, intro: field ? '' : t('fields.newText'),
      submit: (v) => (field ? api.patch(`/fields/${field.id}`, body(v, field.type), field.version) : api.post('/fields', { object, key: v.key, type: v.type, ...body(v, v.type) })),
    });
    if (!saved) return;
    toast(t('kit.saved'));
    load();
  };
  const titles = (set) => set.fields.filter((f) => !f.taken).map((f) => titleOf(ctx, f.title)).join(t('history.and'));
  const takeOver = async () => {
    let sets;
    try {
      sets = (await api.get('/fields/sets', {}, { signal: ctx.signal })).items;
    } catch (error) {
      return ctx.toastError(error);
    }
    const made = await formDialog(ctx, {
      title: t('fields.sets'), intro: t('fields.setsText'), submitLabel: t('fields.setsAdd'),
      fields: [{ name: 'set', label: t('fields.set'), type: 'select', required: true, options: sets.map((s) => ({ value: s.set, label: `${titleOf(ctx, s.title)} · ${titles(s) || t('fields.setTaken')}` })) }, ...roleFields()],
      submit: (v) => api.post(`/fields/sets/${v.set}`, chosenRoles(v)),
    });
    if (!made) return;
    toast(t('fields.setAdded', { n: made.items.length }));
    load();
  };
  const attempt = async (work) => {
    try {
      await work();
      await load();
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const move = (i, step) => {
    const [a, b] = [list.items[i], list.items[i + step]];
    const [first, second] = a.position === b.position ? [b.position + (step > 0 ? 1 : 0), b.position + (step > 0 ? 0 : 1)] : [b.position, a.position];
    return attempt(async () => {
      await api.patch(`/fields/${a.id}`, { position: first }, a.version);
      await api.patch(`/fields/${b.id}`, { position: second }, b.version);
    });
  };
  const retire = (f) =>
    f.retired
      ? attempt(() => api.patch(`/fields/${f.id}`, { retired: false }, f.version))
      : confirm({
          title: t('fields.retire'), text: t('fields.retireText', { name: titleOf(ctx, f.title) }), action: t('fields.retire'),
          run: async () => {
            await api.patch(`/fields/${f.id}`, { retired: true }, f.version);
            toast(t('kit.saved'));
            load();
          },
        });
  const roleName = (id) => roles.find((r) => r.id === id)?.name ?? id;
  const marks = (f) => ['required', 'searchable', 'sensitive'].filter((m) => f[m]).map((m) => html`<span class="badge ${m === 'sensitive' ? 'warn' : ''}">${t(`fields.${m}`)}</span>`);
  const row = (f, i, all) => {
    const name = titleOf(ctx, f.title);
    return html`<li class="module"><div class="grow stack tight"><div class="row"><strong class="module-title">${name}</strong><span class="badge info">${t(`fields.type.${f.type}`)}</span>${f.retired ? html`<span class="badge bad">${t('fields.retired')}</span>` : ''}${marks(f)}</div>
      <p class="small muted"><span class="mono">${f.key}</span>${f.group ? ` · ${titleOf(ctx, f.group)}` : ''}${f.choices.length ? ` · ${f.choices.map((c) => titleOf(ctx, c.title)).join(t('history.and'))}` : ''}</p>
      ${f.roles.length ? html`<ul class="chips">${f.roles.map((r) => html`<li class="badge">${roleName(r.role)} <span class="muted">${t(`access.${r.access}`)}</span></li>`)}</ul>` : html`<p class="small second">${t('fields.nobody')}</p>`}</div>
      ${may ? html`<div class="row actions"><button type="button" class="btn small quiet icon-only" ?disabled=${i === 0} aria-label=${t('fields.up', { name })} @click=${() => move(i, -1)}>${icon('arrow-up')}</button><button type="button" class="btn small quiet icon-only" ?disabled=${i === all.length - 1} aria-label=${t('fields.down', { name })} @click=${() => move(i, 1)}>${icon('arrow-down')}</button>
        <button type="button" class="btn small" aria-label=${t('fields.editOne', { name })} @click=${() => open(f)}>${icon('pencil')}${t('kit.edit')}</button><button type="button" class="btn small" @click=${() => retire(f)}>${t(f.retired ? 'fields.back' : 'fields.retire')}</button></div>` : ''}</li>`;
  };
  const choose = (e) => {
    object = e.target.value;
    ctx.setQuery({ object: object === CUSTOMER ? '' : object });
    list.items = null;
    draw();
    load();
  };
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.fields')}</h1>${may ? html`<div class="row actions">${object === CUSTOMER ? html`<button type="button" class="btn" @click=${takeOver}>${icon('list-checks')}${t('fields.sets')}</button>` : ''}<button type="button" class="btn primary" @click=${() => open(null)}>${icon('plus')}${t('fields.new')}</button></div>` : ''}</header>
        <p class="second intro">${t('fields.intro')}</p>
        ${objects.length > 1 ? html`<div class="toolbar"><select class="select" aria-label=${t('fields.object')} @change=${choose}>${objects.map((o) => html`<option value=${o.object} ?selected=${o.object === object}>${o.title}</option>`)}</select></div>` : ''}
        <div class="card">${listBody(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'list-checks', title: t('fields.empty'), text: t('fields.emptyText') })}</div></div>`,
      el,
    );
  }
  draw();
  load();
  api.get('/fields/objects', {}, { signal: ctx.signal }).then((answer) => { objects = answer.items; draw(); }, () => {});
  if (user.can('core:role:view')) api.get('/roles', { limit: 200 }, { signal: ctx.signal }).then((answer) => { roles = answer.items; draw(); }, () => {});
}
