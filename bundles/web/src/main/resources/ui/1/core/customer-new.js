/** A new customer: one form, with likely duplicates shown while it is typed. */
import '../kit/form.js';
import { ownFields, ownFromForm, ownInput, ownOfKind } from './own-fields.js';
import { storeOptions } from './people.js';

/** Shows the form. */
export async function mount(el, ctx) {
  const { html, render, t, api, icon, avatar, go, toast, confirm } = ctx;
  let matches = [];
  let kind = 'PERSON';
  let created = false;
  const [stores, own] = await Promise.all([storeOptions(api), ownFields(ctx, { writable: true })]);
  const initial = { fullName: ctx.query.name ?? '', storeId: stores.length === 1 ? stores[0].value : '' };

  const bodyOf = (v) => {
    const points = [['PHONE', v.phone], ['EMAIL', v.email], ['WECHAT', v.wechat], ['ADDRESS', v.address]].filter(([, value]) => value?.trim());
    const body = { kind, fullName: v.fullName?.trim(), contactPoints: points.map(([type, value]) => ({ type, value: value.trim(), primary: true })) };
    for (const name of ['occupation', 'company', 'district', 'note', 'storeId']) if (v[name]) body[name] = v[name];
    if (kind === 'PERSON' && v.sex) body.sex = Number(v.sex);
    if (kind === 'PERSON' && v.birth) body.birth = v.birth;
    if (v.tags?.length) body.tags = v.tags;
    const more = ownOfKind(own, kind).map((f) => [f.key, ownFromForm(f, v[`field:${f.key}`])]).filter(([, value]) => value !== null);
    if (more.length) body.fields = Object.fromEntries(more);
    if (v.memberId?.trim()) body.identifiers = [{ scheme: 'member', value: v.memberId.trim() }];
    return { body, points };
  };
  const fields = () => {
    const person = kind === 'PERSON';
    return [
      { name: 'fullName', label: t(person ? 'customer.fullName' : 'customer.orgName'), required: true, half: person, autofocus: true, placeholder: person ? t('customer.fullNamePlaceholder') : '' },
      ...(person ? [{ name: 'sex', label: t('field.sex'), type: 'select', half: true, options: [1, 2, 9].map((v) => ({ value: String(v), label: t(`sex.${v}`) })), placeholder: t('sex.0') }] : []),
      { name: 'phone', label: t('contact.PHONE'), type: 'tel', half: true },
      { name: 'email', label: t('contact.EMAIL'), type: 'email', half: true },
      { name: 'wechat', label: t('contact.WECHAT'), half: true },
      { name: 'memberId', label: t('customer.memberId'), half: true, pointer: '/identifiers/0/value' },
      { name: 'address', label: t('contact.ADDRESS'), twoThirds: true },
      { name: 'district', label: t('field.district'), third: true },
      ...(person ? [{ name: 'birth', label: t('field.birth'), type: 'birth', half: true }, { name: 'occupation', label: t('field.occupation'), half: true }] : []),
      ...(person ? [{ name: 'company', label: t('field.company'), half: true }] : []),
      ...(stores.length ? [{ name: 'storeId', label: t('field.storeId'), type: 'select', half: true, options: stores }] : []),
      { name: 'tags', label: t('field.tags'), type: 'tags' },
      { name: 'note', label: t('field.note'), type: 'textarea' },
      ...ownOfKind(own, kind).map((f) => ownInput(ctx, f)),
    ];
  };
  let current = fields();

  const look = ctx.latest((values, signal) => api.post('/customers/matches', bodyOf(values).body, { signal, idempotent: false }));
  let timer = 0;
  const changed = (values, name) => {
    if (!['fullName', 'phone', 'email', 'birth', 'memberId'].includes(name)) return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (!values.fullName && !values.phone && !values.email && !values.memberId) {
        matches = [];
        draw();
        return;
      }
      try {
        matches = (await look(values)).items;
        draw();
      } catch (error) {
        if (error.name !== 'AbortError') matches = [];
      }
    }, 260);
  };

  const send = async (values) => {
    const { body, points } = bodyOf(values);
    points.forEach(([type], i) => {
      const field = current.find((f) => f.name === type.toLowerCase());
      if (field) field.pointer = `/contactPoints/${i}`;
    });
    try {
      return await api.post('/customers', body);
    } catch (error) {
      if (error.code !== 'possible-duplicate') throw error;
      matches = error.problem.duplicates ?? matches;
      draw();
      const reason = await confirm({ title: t('duplicate.title'), text: html`${t('duplicate.text')}${list()}`, action: t('duplicate.create'), ask: { label: t('duplicate.reason'), placeholder: t('duplicate.reasonPlaceholder'), required: true } });
      if (!reason) throw new DOMException('given up', 'AbortError');
      return api.post('/customers', { ...body, duplicateReason: reason });
    }
  };
  const submit = async (values, form) => {
    const customer = await send(values);
    created = true;
    form.settle();
    toast(t('customer.created', { name: customer.displayName }));
    go(`/customers/${customer.id}`, { replace: true, force: true });
  };
  const list = () => html`<ul class="matches">${matches.map((m) => html`<li>${avatar(m.displayName, { size: 's' })}<span class="grow"><strong>${m.displayName}</strong> <span class="num muted">${m.phone ?? ''}</span><br /><span class="small muted">${t(`rule.${m.rule}`)} · ${t('duplicate.score', { n: m.score })}</span></span>
    <a class="btn small" href=${ctx.href(`/customers/${m.id}`)} target="_blank" rel="noopener">${t('duplicate.open')}${icon('external-link')}</a></li>`)}</ul>`;

  function draw() {
    render(
      html`<div class="page narrow">
        <header class="head"><h1 tabindex="-1">${t('customer.new')}</h1></header>
        <div class="chips" role="group" aria-label=${t('customer.kind')}>${['PERSON', 'ORGANISATION'].map((k) => html`<button type="button" class="chip" aria-pressed=${String(k === kind)} @click=${() => { kind = k; current = fields(); draw(); }}>${icon(k === 'PERSON' ? 'user-round' : 'building-2')}${t(`kind.${k}`)}</button>`)}</div>
        <div aria-live="polite">${matches.length ? html`<div class="notice warn spaced">${icon('users')}<div><strong>${t('duplicate.likely', { n: matches.length })}</strong>${list()}</div></div>` : ''}</div>
        <div class="card spaced"><div class="card-body padded"><kw-form .fields=${current} .value=${initial} .submit=${submit} .changed=${changed} .submitLabel=${t('customer.create')} .cancel=${() => go('/customers')}></kw-form></div></div>
      </div>`,
      el,
    );
    el.querySelector('kw-form')?.update();
  }
  draw();
  if (!created) requestAnimationFrame(() => el.querySelector('input')?.focus());
  return () => clearTimeout(timer);
}
