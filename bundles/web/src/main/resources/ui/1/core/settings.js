/** Settings of the company, and the settings pages of the modules. */
import '../kit/form.js';
import { currencyOptions, zoneOptions } from '../kit/choices.js';
import { setCompany } from '../frame/state.js';
import { onModules } from '../frame/modules.js';
import { mailServerPage } from './mail-server.js';
import { outboundHostsPage } from './outbound-hosts.js';
import { calendarPage } from './calendar.js';
import { ratesPage } from './rates.js';
import { sendRulesPage } from './send-rules.js';
import { mount as forbidden } from './forbidden.js';

const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/webp'];
const LOGO_SIZE = 256 * 1024;

/** Shows the page `params.page`, or the company. */
export async function mount(el, ctx) {
  const { html, render, t, api, icon, user, toast, nothing } = ctx;
  const mayEdit = user.can('core:company:edit');
  const answer = await api.request('GET', '/company', { signal: ctx.signal });
  let company = answer.data;
  let version = answer.etag;
  let problem = '';

  const save = async (values) => {
    const { data, etag } = await api.request('PATCH', '/company', { body: values, ifMatch: version });
    company = data;
    version = etag;
    setCompany(data);
    toast(t('kit.saved'));
  };
  const upload = async (file) => {
    problem = '';
    if (!file) return;
    if (!LOGO_TYPES.includes(file.type)) problem = t('settings.logoType');
    else if (file.size > LOGO_SIZE) problem = t('settings.logoSize');
    else {
      try {
        await api.sendFile('PUT', '/company/logo', file);
        await refresh();
        toast(t('kit.saved'));
      } catch (error) {
        problem = error.message;
      }
    }
    draw();
  };
  const refresh = async () => {
    const { data, etag } = await api.request('GET', '/company');
    company = data;
    version = etag;
    setCompany(data);
  };
  const removeLogo = async () => {
    try {
      await api.delete('/company/logo');
      await refresh();
      draw();
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const pages = () => [
    { key: 'messages', title: t('sendRules.title'), own: sendRulesPage },
    ...(user.can('core:calendar:view') ? [{ key: 'calendar', title: t('calendar.title'), own: calendarPage }] : []),
    ...(user.can('core:rate:view') ? [{ key: 'rates', title: t('rates.title'), own: ratesPage }] : []),
    ...(user.can('core:mail:view') ? [{ key: 'mail', title: t('mails.title'), own: mailServerPage }] : []),
    ...(user.can('core:outbound:view') ? [{ key: 'outbound', title: t('outbound.title'), own: outboundHostsPage }] : []),
    ...ctx.slot('settings.page').map((e) => ({ ...e, key: `${e.module}.${e.id}` })),
  ];

  const own = () => html`<section class="card"><div class="card-head"><h2>${t('settings.company')}</h2></div><div class="card-body padded">
      <kw-form .value=${{ name: company.name ?? '', zone: company.zone, currency: company.currency }} .submit=${mayEdit ? save : null}
        .fields=${[{ name: 'name', label: t('company.name'), required: true }, { name: 'zone', label: t('company.zone'), type: 'select', required: true, half: true, options: zoneOptions(), hint: t('settings.zoneHint') }, { name: 'currency', label: t('company.currency'), type: 'select', required: true, half: true, options: currencyOptions(), hint: t('settings.currencyHint') }]}></kw-form></div></section>
    <section class="card"><div class="card-head"><h2>${t('settings.logo')}</h2></div><div class="card-body row"><span class="logo-box"><img src=${company.logo ?? '/ui/1/mark.svg'} alt=${t('settings.logoAlt')} /></span>
      <div class="grow stack tight"><p class="second">${t('settings.logoText')}</p>${problem ? html`<p class="error" role="alert">${icon('circle-alert')}${problem}</p>` : ''}
        ${mayEdit ? html`<div class="row"><label class="btn file-button">${icon('upload')}${t('settings.logoChoose')}<input type="file" class="visually-hidden" accept=${LOGO_TYPES.join(',')} @change=${(e) => { upload(e.target.files[0]); e.target.value = ''; }} /></label>${company.logo ? html`<button type="button" class="btn quiet" @click=${removeLogo}>${t('kit.remove')}</button>` : ''}</div>` : ''}</div></div></section>`;

  function draw() {
    const all = pages();
    const page = all.find((p) => p.key === ctx.params.page);
    if (!page && !mayEdit) return forbidden(el, ctx);
    render(
      html`<div class="page narrow"><header class="head"><h1 tabindex="-1">${t('nav.settings')}</h1></header>
        ${all.length ? html`<nav class="tabs page-tabs" aria-label=${t('nav.settings')}>${mayEdit ? html`<a href=${ctx.href('/settings')} aria-current=${page ? nothing : 'page'}>${t('settings.company')}</a>` : ''}${all.map((p) => html`<a href=${ctx.href(`/settings/${p.key}`)} aria-current=${p === page ? 'page' : nothing}>${p.title}</a>`)}</nav>` : ''}
        <div class="stack">${page?.own ? page.own(ctx) : page ? html`<kw-view .spec=${{ module: page.module, file: page.view, params: {}, query: {}, name: page.title }}></kw-view>` : own()}</div></div>`,
      el,
    );
  }
  draw();
  onModules(draw, ctx.signal);
}
