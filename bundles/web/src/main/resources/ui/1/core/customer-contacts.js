/** Contact points and identifiers of a customer. */
import '../kit/form.js';
import { schemeName } from './parts.js';

const TYPES = ['PHONE', 'EMAIL', 'WECHAT', 'ADDRESS', 'OTHER'];
const ICONS = { PHONE: 'phone', EMAIL: 'mail', WECHAT: 'message-circle', ADDRESS: 'map-pin', OTHER: 'link' };
const SCHEMES = ['member', 'pos', 'crm'];

function edit(host, point) {
  const { ctx, customer } = host;
  const { html, t, api, dialog, toast } = ctx;
  const path = `/customers/${customer.id}/contact-points${point ? `/${point.id}` : ''}`;
  return dialog({
    title: t(point ? 'contact.edit' : 'contact.add'),
    size: 'small',
    body: ({ close }) => html`<kw-form .value=${point ? { type: point.type, value: point.value, primary: point.primary } : { type: 'PHONE', value: '', primary: false }} .cancel=${close}
      .fields=${[
        ...(point ? [] : [{ name: 'type', label: t('contact.type'), type: 'select', required: true, options: TYPES.map((v) => ({ value: v, label: t(`contact.${v}`) })) }]),
        { name: 'value', label: t(point ? `contact.${point.type}` : 'contact.value'), required: true, autofocus: true },
        { name: 'primary', label: t('contact.makePrimary'), type: 'checkbox' },
      ]}
      .submit=${async ({ type, value, primary }) => {
        if (point) await api.patch(path, { value, primary });
        else await api.post(path, { type, value, primary });
        close();
        toast(t('customer.saved'));
        await host.reload();
      }}></kw-form>`,
  });
}

async function remove(host, point) {
  const { ctx, customer } = host;
  const path = `/customers/${customer.id}/contact-points`;
  try {
    await ctx.api.delete(`${path}/${point.id}`);
    await host.reload();
    ctx.toast(ctx.t('contact.removed'), {
      undo: async () => {
        try {
          await ctx.api.post(path, { type: point.type, value: point.value, primary: point.primary });
          await host.reload();
        } catch (error) {
          ctx.toastError(error);
        }
      },
    });
  } catch (error) {
    ctx.toastError(error);
  }
}

async function makePrimary(host, point) {
  try {
    await host.ctx.api.patch(`/customers/${host.customer.id}/contact-points/${point.id}`, { primary: true });
    await host.reload();
  } catch (error) {
    host.ctx.toastError(error);
  }
}

function addIdentifier(host) {
  const { ctx, customer } = host;
  const { html, t, api, dialog } = ctx;
  return dialog({
    title: t('identifier.add'),
    size: 'small',
    body: ({ close }) => html`<kw-form .value=${{ scheme: 'member', value: '' }} .cancel=${close}
      .fields=${[
        { name: 'scheme', label: t('identifier.scheme'), required: true, hint: t('identifier.schemeHint', { list: SCHEMES.join(', ') }) },
        { name: 'value', label: t('identifier.value'), required: true, autofocus: true },
      ]}
      .submit=${async (v) => {
        await api.post(`/customers/${customer.id}/identifiers`, v);
        close();
        await host.reload();
      }}></kw-form>`,
  });
}

async function removeIdentifier(host, { scheme, value }) {
  const { ctx, customer } = host;
  try {
    await ctx.api.delete(`/customers/${customer.id}/identifiers/${encodeURIComponent(scheme)}/${encodeURIComponent(value)}`);
    await host.reload();
    ctx.toast(ctx.t('identifier.removed'), {
      undo: () => ctx.api.post(`/customers/${customer.id}/identifiers`, { scheme, value }).then(host.reload).catch(ctx.toastError),
    });
  } catch (error) {
    ctx.toastError(error);
  }
}

async function copy(host, text) {
  try {
    await navigator.clipboard.writeText(text);
    host.ctx.toast(host.ctx.t('kit.copied'));
  } catch {
    host.ctx.toast(host.ctx.t('kit.notCopied'), { kind: 'warn' });
  }
}

/** The card; `masked` hides editing and offers to unmask. */
export function contactsCard(host, { masked, unmask }) {
  const { ctx, customer } = host;
  const { html, t, icon, menu, user } = ctx;
  const mayEdit = user.can('core:customer:edit') && (customer.access?.contactPoints ?? 'WRITE') === 'WRITE';
  const points = [...customer.contactPoints].sort((a, b) => TYPES.indexOf(a.type) - TYPES.indexOf(b.type) || Number(b.primary) - Number(a.primary));
  const ids = customer.identifiers ?? [];
  const mayIds = user.can('core:customer:edit') && (customer.access?.identifiers ?? 'WRITE') === 'WRITE';
  const options = (p) => [
    !masked && { label: t('kit.copy'), icon: 'copy', run: () => copy(host, p.value) },
    mayEdit && { label: t('kit.edit'), icon: 'pencil', run: () => edit(host, p) },
    mayEdit && !p.primary && { label: t('contact.makePrimary'), icon: 'star', run: () => makePrimary(host, p) },
    mayEdit && '-',
    mayEdit && { label: t('kit.remove'), icon: 'trash-2', danger: true, run: () => remove(host, p) },
  ];
  return html`<section class="card" aria-labelledby="contacts-h">
    <div class="card-head"><h2 id="contacts-h">${t('contact.title')}</h2>
      ${mayEdit ? html`<button type="button" class="btn quiet icon-only small" aria-label=${t('contact.add')} @click=${() => edit(host, null)}>${icon('plus')}</button>` : ''}
      ${masked && user.can('core:customer:unmask') ? html`<button type="button" class="btn small" @click=${unmask}>${icon('eye')}${t('unmask.action')}</button>` : ''}
      ${host.unmasked ? html`<button type="button" class="btn small quiet" @click=${host.hide}>${icon('eye-off')}${t('unmask.hide')}</button>` : ''}</div>
    <div class="card-body">
      ${points.length ? html`<ul class="contacts">${points.map((p) => html`<li>
        <span class="contact-icon" title=${t(`contact.${p.type}`)}>${icon(ICONS[p.type] ?? 'link')}<span class="visually-hidden">${t(`contact.${p.type}`)}</span></span>
        <span class="grow break"><span class=${p.type === 'PHONE' ? 'num' : ''}>${p.value}</span>
          <span class="contact-marks">${p.primary && points.filter((x) => x.type === p.type).length > 1 ? html`<span class="badge primary">${t('contact.primary')}</span>` : ''}
          ${p.state && p.state !== 'UNVERIFIED' ? html`<span class="badge ${p.state === 'VERIFIED' ? 'ok' : 'bad'}">${t(`contact.state.${p.state}`)}</span>` : ''}
          ${p.shared ? html`<span class="badge" title=${t('contact.sharedText')}>${t('contact.shared')}</span>` : ''}</span></span>
        ${masked && !mayEdit ? '' : html`<button type="button" class="btn quiet icon-only small" aria-haspopup="menu" aria-expanded="false" aria-label=${t('contact.more', { value: p.value })} @click=${(e) => menu(e.currentTarget, options(p))}>${icon('ellipsis')}</button>`}
      </li>`)}</ul>` : html`<p class="muted">${t('contact.none')}</p>`}
      <div class="row between ids-head"><h3>${t('identifier.title')}</h3>${mayIds ? html`<button type="button" class="btn quiet icon-only small" aria-label=${t('identifier.add')} @click=${() => addIdentifier(host)}>${icon('plus')}</button>` : ''}</div>
      ${ids.length ? html`<ul class="chips">${ids.map((i) => html`<li class="badge"><span class="muted">${schemeName(i.scheme)}</span> <span class="mono">${i.value}</span>${mayIds ? html`<button type="button" aria-label=${t('identifier.remove', { value: i.value })} @click=${() => removeIdentifier(host, i)}>${icon('x')}</button>` : ''}</li>`)}</ul>` : html`<p class="muted">${t(customer.access?.identifiers === 'MASK' ? 'form.masked' : 'identifier.none')}</p>`}
    </div></section>`;
}
