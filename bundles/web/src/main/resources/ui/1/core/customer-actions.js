/** What is done with a customer as a whole: unmask, merge, export, erase. */
import { forget } from '../frame/recent.js';
import { birthText } from '../kit/form.js';
import { has } from '../kit/text.js';
import { limitAccess, openAccess } from './organisation.js';
import { ownOfKind, ownText, titleOf } from './own-fields.js';
import { enterCase, setHold } from './privacy.js';

/** Shows masked values, with a reason that goes into the audit. */
export function unmask(host) {
  const { ctx, customer } = host;
  const { t, api, confirm } = ctx;
  return confirm({
    title: t('unmask.title'),
    text: t('unmask.text'),
    action: t('unmask.show'),
    ask: { label: t('unmask.reason'), placeholder: t('unmask.placeholder'), required: true },
    run: async (reason) => host.show(await api.post(`/customers/${customer.id}/unmask`, { reason }, { idempotent: false })),
  });
}

/** Whether the menu of the page's head has anything for this user. */
export function hasCustomerMenu(host) {
  return entries(host).some(Boolean);
}

/** The menu of the page's head. */
export function customerMenu(anchor, host) {
  host.ctx.menu(anchor, entries(host));
}

function entries(host) {
  const { ctx, customer } = host;
  const { t, user } = ctx;
  return [
    customer.access?.contactPoints === 'MASK' && !host.unmasked && user.can('core:customer:unmask') && { label: t('unmask.action'), icon: 'eye', run: () => unmask(host) },
    user.can('core:customer:merge') && { label: t('merge.action'), icon: 'git-merge', run: () => merge(host) },
    user.can('core:customer:export') && { label: t('export.action'), icon: 'file-down', run: () => exportAll(host) },
    user.can('core:restriction:edit') && { label: t('limit.action'), icon: 'lock', run: () => limitAccess(ctx, customer.id, (now) => seenBy(host, now)) },
    user.can('core:restriction:edit') && customer.limited && { label: t('limit.open'), icon: 'eye', run: () => openAccess(ctx, customer.id, () => host.reload()) },
    user.can('core:customer:erase') && '-',
    user.can('core:customer:erase') && customer.status === 'ACTIVE' && { label: t('restrict.action'), icon: 'lock', run: () => erase(host, 'RESTRICT') },
    user.can('core:privacy:create') && { label: t('privacy.hold'), icon: 'lock', run: () => setHold(ctx, customer.id) },
    user.can('core:privacy:create') && { label: t('privacy.new'), icon: 'shield', run: () => caseOf(host) },
    user.can('core:customer:erase') && { label: t('erase.action'), icon: 'eraser', danger: true, run: () => erase(host, 'ERASE') },
  ];
}

/** Who took himself off the list sees the customer no longer. */
function seenBy(host, now) {
  const { ctx, customer } = host;
  if (now.users.some((u) => u.id === ctx.user.id)) return host.reload();
  forget(customer.id);
  return ctx.go('/customers', { replace: true, force: true });
}

async function caseOf({ ctx, customer }) {
  const made = await enterCase(ctx, customer.id);
  if (made) ctx.go(`/privacy/cases/${made.id}`);
}

function exportAll({ ctx, customer }) {
  const { t, api, confirm, toast, go } = ctx;
  return confirm({
    title: t('export.one'),
    text: t('export.oneText', { name: customer.displayName }),
    action: t('export.oneStart'),
    run: async () => {
      await api.post(`/customers/${customer.id}/exports`);
      toast(t('export.oneStarted'), { kind: 'info', action: { label: t('jobs.open'), run: () => go('/jobs') } });
    },
  });
}

function erase(host, mode) {
  const { ctx, customer } = host;
  const { t, api, confirm, toast, go } = ctx;
  const word = mode === 'ERASE' ? customer.displayName : null;
  const key = mode.toLowerCase();
  return confirm({
    title: t(`${key}.title`),
    text: t(`${key}.text`, { name: customer.displayName }),
    action: t(`${key}.action`),
    danger: true,
    typed: word,
    ask: { label: t('erase.basis'), placeholder: t('erase.basisPlaceholder'), required: true },
    run: async (basis) => {
      await api.post(`/customers/${customer.id}/erasures`, { mode, basis });
      forget(customer.id);
      go('/customers', { replace: true, force: true });
      toast(t('erase.started'), { kind: 'info', action: ctx.user.can('core:operation:view') ? { label: t('operations.open'), run: () => go('/operations') } : undefined });
    },
  });
}

const DIFFER = ['name', 'sex', 'birth', 'occupation', 'company', 'district', 'note', 'ownerId', 'storeId'];

/** Merges another customer into this one; `chosen` is the other's id where it is known already. */
export function merge(host, chosen = null) {
  const { ctx, customer } = host;
  const { html, t, api, dialog, icon, avatar, toast, go, lang } = ctx;
  let found = [];
  let other = null;
  let preview = null;
  let fields = {};
  let problem = '';
  let busy = false;
  const find = ctx.latest((q, signal) => api.get('/customers', { q, limit: 6 }, { signal }));
  const shown = (c, f) => {
    if (f.startsWith('field:')) {
      const own = host.own.find((o) => `field:${o.key}` === f);
      return ownText(ctx, own, c.fields?.[own.key]);
    }
    const v = c[f];
    if (f === 'name') return c.displayName;
    if (f === 'sex') return v ? t(`sex.${v}`) : '';
    if (f === 'birth') return birthText(v);
    if (f === 'ownerId') return c.ownerName ?? '';
    if (f === 'storeId') return c.storeName ?? '';
    return v ?? '';
  };
  const pick = async (id, d) => {
    problem = '';
    try {
      const [full, counts] = await Promise.all([api.get(`/customers/${id}`), api.get(`/customers/${customer.id}/merges`, { absorbed: id })]);
      other = full;
      preview = counts;
      fields = {};
    } catch (error) {
      problem = error.message;
    }
    d.update();
    d.el.querySelector('h2')?.focus();
  };
  const send = async (d) => {
    busy = true;
    problem = '';
    d.update();
    try {
      const operation = await api.post(`/customers/${customer.id}/merges`, { absorbed: other.id, fields });
      const mergeId = operation.mergeId ?? operation.id;
      const absorbed = other;
      forget(absorbed.id);
      d.close();
      await host.reload();
      toast(t('merge.done', { name: absorbed.displayName }), {
        undo: async () => {
          try {
            await api.delete(`/customers/${customer.id}/merges/${mergeId}`);
            toast(t('merge.undone'));
            await host.reload();
          } catch (error) {
            ctx.toastError(error);
          }
        },
        action: ctx.user.can('core:operation:view') ? { label: t('operations.open'), run: () => go('/operations') } : undefined,
      });
    } catch (error) {
      busy = false;
      problem = error.message;
      d.update();
    }
  };
  const search = (d) =>
    ctx.typing(async (q) => {
      try {
        found = q.trim() ? (await find(q.trim())).items.filter((c) => c.id !== customer.id) : [];
        d.update();
      } catch (error) {
        if (error.name !== 'AbortError') {
          problem = error.message;
          d.update();
        }
      }
    });
  let typed = null;
  const choose = (d) => {
    typed ??= search(d);
    return html`<p class="second">${t('merge.choose', { name: customer.displayName })}</p><br />
      <div class="searchbox">${icon('search')}<input class="input" type="text" autofocus autocomplete="off" aria-label=${t('merge.search')} placeholder=${t('merge.search')} @input=${typed} @compositionend=${typed} /></div>
      <ul class="matches">${found.map((c) => html`<li>${avatar(c.displayName, { size: 's' })}<span class="grow"><strong>${c.displayName}</strong> <span class="muted num">${c.phone ?? ''}</span><br /><span class="small muted">${[c.storeName, c.ownerName].filter(Boolean).join(' · ')}</span></span>
        <button type="button" class="btn small" @click=${() => pick(c.id, d)}>${t('merge.pick')}</button></li>`)}</ul>`;
  };
  const compare = (d) => {
    const own = ownOfKind(host.own ?? [], customer.kind).filter((f) => f.type && JSON.stringify(customer.fields?.[f.key]) !== JSON.stringify(other.fields?.[f.key]));
    const open = DIFFER.filter((f) => f !== 'ownerId' || !customer.ownerId || ctx.user.can('core:assignment:create'));
    const rows = [...open.filter((f) => String(shown(customer, f)) !== String(shown(other, f))), ...own.map((f) => `field:${f.key}`)];
    const label = (f) => { const mine = own.find((o) => `field:${o.key}` === f); return mine ? titleOf(ctx, mine.title) : t(`field.${f}`); };
    const radio = (f, from, c) => html`<label class="check"><input type="radio" name="merge-${f}" .checked=${(fields[f] ?? 'survivor') === from} @change=${() => { fields = { ...fields, [f]: from }; }} /><span class="break">${shown(c, f) || html`<span class="muted">—</span>`}</span></label>`;
    const number = new Intl.NumberFormat(lang);
    const moves = preview.items.flatMap((p) => Object.entries(p.moved).filter(([, n]) => n).map(([what, n]) => [has(`moves.${p.participant}.${what}`) ? t(`moves.${p.participant}.${what}`) : `${p.participant} · ${what}`, n]));
    return html`<div class="notice warn">${icon('triangle-alert')}<div>${t('merge.explain', { absorbed: other.displayName, survivor: customer.displayName })}</div></div>
      ${rows.length ? html`<div class="table-wrap spaced"><table class="table"><thead><tr><th scope="col">${t('merge.field')}</th><th scope="col">${customer.displayName} <span class="badge primary">${t('merge.survivor')}</span></th><th scope="col">${other.displayName} <span class="badge">${t('merge.absorbed')}</span></th></tr></thead>
        <tbody>${rows.map((f) => html`<tr><th scope="row">${label(f)}</th><td>${radio(f, 'survivor', customer)}</td><td>${radio(f, 'absorbed', other)}</td></tr>`)}</tbody></table></div>` : ''}
      ${moves.length ? html`<h3 class="form-section spaced">${t('merge.moves')}</h3>
      <ul class="chips">${moves.map(([what, n]) => html`<li class="badge">${what} <strong>${number.format(n)}</strong></li>`)}</ul>` : ''}
      <div class="dialog-foot"><button type="button" class="btn" @click=${() => { other = null; d.update(); }}>${t('kit.back')}</button>
        <button type="button" class="btn primary" ?disabled=${busy} @click=${() => send(d)}>${busy ? icon('loader-circle', 'spin') : icon('git-merge')}${t('merge.action')}</button></div>`;
  };
  let first = chosen;
  const begin = (d) => {
    const id = first;
    first = null;
    if (id) queueMicrotask(() => pick(id, d));
  };
  return dialog({ title: t('merge.title'), size: 'wide', body: (d) => html`${begin(d)}${problem ? html`<p class="error" role="alert">${icon('circle-alert')}${problem}</p>` : ''}${other ? compare(d) : choose(d)}` });
}
