/** One form: what it asks, what it asks leave for, and where it may be shown. */
import { MEMBERS, ownFields, text, titleOf } from './shared.js';

const PURPOSES = ['MARKETING', 'SERVICE', 'CARE', 'SURVEY', 'LOYALTY_NOTICE', 'PROFILING', 'SHARING'];
const CHANNELS = ['SMS', 'PHONE', 'EMAIL', 'IM', 'SOCIAL'];
const SHOWN = 3;

/** How many agreements the page has room for: all that the form has. */
const consentCount = (form) => Math.max(SHOWN, form?.content.consents?.length ?? 0);

const both = (zh, en) => (zh || en ? { zh: zh || null, en: en || null } : null);

async function stores(api, signal) {
  try {
    return (await api.get('/stores', { limit: 200 }, { signal })).items.map((s) => ({ value: s.id, label: s.name }));
  } catch (error) {
    if (error.status === 403) return [];
    throw error;
  }
}

/** The form as the fields of the page. */
function flat(form) {
  const c = form?.content;
  const value = {
    slug: form?.slug ?? '',
    active: form?.active ?? true,
    storeId: form?.storeId ?? '',
    titleZh: c?.title?.zh ?? '',
    titleEn: c?.title?.en ?? '',
    introZh: c?.intro?.zh ?? '',
    introEn: c?.intro?.en ?? '',
    thanksZh: c?.thanks?.zh ?? '',
    thanksEn: c?.thanks?.en ?? '',
    asked: c ? c.fields.map((f) => f.name) : ['fullName', 'phone'],
    needed: c ? c.fields.filter((f) => f.required).map((f) => f.name) : ['fullName', 'phone'],
    noticeVersion: c?.notice?.version ?? '',
    noticeZh: c?.notice?.text?.zh ?? '',
    noticeEn: c?.notice?.text?.en ?? '',
    staffOnly: c?.staffOnly ?? false,
    doubleOptIn: c?.doubleOptIn ?? false,
    sites: (c?.sites ?? []).join('\n'),
  };
  for (let i = 0; i < consentCount(form); i++) {
    const consent = c?.consents?.[i];
    Object.assign(value, { [`purpose${i}`]: consent?.purpose ?? '', [`channels${i}`]: consent ? consent.channels.filter((x) => x !== 'ANY') : [], [`must${i}`]: consent?.required ?? false, [`textZh${i}`]: consent?.text?.zh ?? '', [`textEn${i}`]: consent?.text?.en ?? '' });
  }
  return value;
}

/** The fields of the page as the form. */
function draft(v, order, count) {
  const consents = [];
  for (let i = 0; i < count; i++) if (v[`purpose${i}`]) consents.push({ purpose: v[`purpose${i}`], channels: v[`channels${i}`] ?? [], required: !!v[`must${i}`], text: both(v[`textZh${i}`], v[`textEn${i}`]) });
  return {
    slug: v.slug,
    active: !!v.active,
    storeId: v.storeId || null,
    title: both(v.titleZh, v.titleEn),
    intro: both(v.introZh, v.introEn),
    thanks: both(v.thanksZh, v.thanksEn),
    fields: order.filter((name) => v.asked.includes(name)).map((name) => ({ name, required: v.needed.includes(name) })),
    consents,
    notice: v.noticeVersion || v.noticeZh || v.noticeEn ? { version: v.noticeVersion, text: both(v.noticeZh, v.noticeEn) } : null,
    staffOnly: !!v.staffOnly,
    doubleOptIn: !!v.doubleOptIn,
    sites: v.sites.split(/\s+/).filter(Boolean),
  };
}

/** Shows the form `params.id`, or an empty one. */
export async function mount(el, ctx) {
  const { html, render, t, api, params, user, toast, go, signal } = ctx;
  let form = params.id ? await api.get(`/intake/forms/${params.id}`, {}, { signal }) : null;
  const [own, places] = await Promise.all([ownFields(ctx), stores(api, signal)]);
  const kept = (form?.content.fields ?? []).map((f) => f.name);
  const order = [...new Set([...MEMBERS, ...own.map((f) => `field:${f.key}`), ...kept])];
  const questions = order.map((name) => ({ value: name, label: titleOf(ctx, name, own) }));
  const mayEdit = user.can('intake:form:edit');
  const count = consentCount(form);
  const consent = (i) => [
    { type: 'section', label: t('consentN', { n: i + 1 }) },
    { name: `purpose${i}`, label: t('purpose'), type: 'select', half: true, pointer: `/consents/${i}/purpose`, options: [{ value: '', label: t('none') }, ...PURPOSES.map((p) => ({ value: p, label: t(`purpose.${p}`) }))] },
    { name: `channels${i}`, label: t('channels'), type: 'checks', half: true, hint: t('channelsHint'), pointer: `/consents/${i}/channels`, options: CHANNELS.map((c) => ({ value: c, label: t(`channel.${c}`) })) },
    { name: `textZh${i}`, label: t('consentZh'), half: true, pointer: `/consents/${i}/text/zh` },
    { name: `textEn${i}`, label: t('consentEn'), half: true, pointer: `/consents/${i}/text/en` },
    { name: `must${i}`, label: t('must'), type: 'checkbox' },
  ];
  const fields = [
    { name: 'titleZh', label: t('titleZh'), required: true, half: true, pointer: '/title/zh' },
    { name: 'titleEn', label: t('titleEn'), half: true, pointer: '/title/en' },
    { name: 'slug', label: t('slug'), required: true, half: true, hint: t('slugHint'), maxlength: 40 },
    { name: 'storeId', label: t('store'), type: 'select', half: true, options: [{ value: '', label: t('none') }, ...places] },
    { name: 'introZh', label: t('introZh'), type: 'textarea', rows: 2, half: true, pointer: '/intro/zh' },
    { name: 'introEn', label: t('introEn'), type: 'textarea', rows: 2, half: true, pointer: '/intro/en' },
    { type: 'section', label: t('questions') },
    { name: 'asked', label: t('asked'), type: 'checks', half: true, pointer: '/fields', options: questions },
    { name: 'needed', label: t('needed'), type: 'checks', half: true, hint: t('neededHint'), pointer: '/needed', options: questions },
    { type: 'section', label: t('notice') },
    { name: 'noticeVersion', label: t('noticeVersion'), hint: t('noticeHint'), pointer: '/notice/version', maxlength: 60 },
    { name: 'noticeZh', label: t('noticeZh'), type: 'textarea', rows: 4, half: true, pointer: '/notice/text/zh' },
    { name: 'noticeEn', label: t('noticeEn'), type: 'textarea', rows: 4, half: true, pointer: '/notice/text/en' },
    ...[...Array(count).keys()].flatMap(consent),
    { type: 'section', label: t('afterwards') },
    { name: 'thanksZh', label: t('thanksZh'), type: 'textarea', rows: 2, half: true, pointer: '/thanks/zh' },
    { name: 'thanksEn', label: t('thanksEn'), type: 'textarea', rows: 2, half: true, pointer: '/thanks/en' },
    { name: 'doubleOptIn', label: t('doubleOptIn'), type: 'checkbox', hint: t('doubleOptInHint') },
    { name: 'sites', label: t('sites'), type: 'textarea', rows: 2, hint: t('sitesHint') },
    { name: 'staffOnly', label: t('staffOnly'), type: 'checkbox' },
    { name: 'active', label: t('active'), type: 'checkbox' },
  ];
  const submit = async (values, element) => {
    const body = draft(values, order, count);
    if (form) form = await api.patch(`/intake/forms/${form.id}`, body, form.version);
    else form = await api.post('/intake/forms', body);
    element.settle();
    toast(t('saved'));
    go(`/intake/forms/${form.id}`, { replace: true });
  };
  render(
    html`<div class="page narrow"><header class="head"><h1 tabindex="-1">${form ? text(ctx, form.content.title) : t('formNew')}</h1></header>
      ${form?.active && !form.content.staffOnly ? html`<p class="second intro break"><a target="_blank" rel="noopener" href=${`/public/intake/forms/${form.slug}`}>${location.origin}/public/intake/forms/${form.slug}</a></p>` : ''}
      <div class="card"><div class="card-body padded">${mayEdit
        ? html`<kw-form .fields=${fields} .value=${flat(form)} .submit=${submit} .submitLabel=${t('save')} .cancel=${() => go('/intake/forms')}></kw-form>`
        : html`<ul class="list">${form.content.fields.map((f) => html`<li>${titleOf(ctx, f.name, own)}${f.required ? ` · ${t('needed')}` : ''}</li>`)}</ul>`}</div></div></div>`,
    el,
  );
}
