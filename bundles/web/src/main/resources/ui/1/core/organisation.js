/** Who sees what, and handing customers over: the dialogs that several pages share. */
import '../kit/form.js';
import { has } from '../kit/text.js';
import { formDialog } from './parts.js';
import { storeOptions, userOptions } from './people.js';

/** Tells what a user may do and why; with a customer's id, whether he sees that customer. */
export function explain(ctx, person) {
  const { html, t, api, icon, dialog } = ctx;
  let found = null;
  let verdict = null;
  let problem = '';
  const read = async (d, customer) => {
    problem = '';
    try {
      const answer = await api.get(`/users/${person.id}/access`, customer ? { customer } : {});
      found = answer;
      verdict = answer.customer ?? null;
    } catch (error) {
      verdict = null;
      problem = error.message;
    }
    d.update();
  };
  const ask = (d) => (e) => {
    e.preventDefault();
    const id = new FormData(e.target).get('customer').trim().split('/').pop();
    if (id) read(d, id);
  };
  const scope = (g) => html`<span class="badge">${t(`scope.${g.scope}`)}</span>`;
  const grants = (list) => html`<ul class="list">${list.map((g) => html`<li class="middle"><span class="grow">${g.title}<br /><span class="small muted">${g.roleName}</span></span>${scope(g)}</li>`)}</ul>`;
  const names = (list) => list.map((x) => x.name).join(t('history.and')) || '—';
  const fieldName = (f) => (has(`field.${f}`) ? t(`field.${f}`) : f);
  const members = (list) => html`<div class="table-wrap"><table class="table"><thead><tr><th scope="col">${t('explain.member')}</th><th scope="col">${t('explain.may')}</th><th scope="col">${t('explain.by')}</th></tr></thead>
    <tbody>${list.filter((m) => has(`field.${m.field}`)).map((m) => html`<tr><th scope="row">${fieldName(m.field)}</th><td>${t(`access.${m.access}`)}</td><td class="second">${m.roleName ?? '—'}</td></tr>`)}</tbody></table></div>`;
  const records = (list) => html`<div class="table-wrap"><table class="table"><thead><tr><th scope="col">${t('explain.member')}</th><th scope="col">${t('explain.may')}</th><th scope="col">${t('explain.by')}</th></tr></thead>
    <tbody>${list.map((m) => html`<tr><th scope="row">${m.objectTitle} · ${m.title}</th><td>${t(`access.${m.access}`)}</td><td class="second">${m.roleName ?? '—'}</td></tr>`)}</tbody></table></div>`;
  const answer = () => html`<div class="notice ${verdict.visible ? 'ok' : 'warn'}" role="status">${icon(verdict.visible ? 'eye' : 'lock')}<div>${t(`explain.${verdict.reason}`, { name: person.displayName })}
      ${verdict.grants.length ? html`<br /><span class="small">${verdict.grants.map((g) => `${g.roleName} (${t(`scope.${g.scope}`)})`).join(t('history.and'))}</span>` : ''}</div></div>
    ${verdict.members.length ? members(verdict.members) : ''}${verdict.records.length ? records(verdict.records) : ''}`;
  const opened = dialog({
    title: t('explain.title', { name: person.displayName }),
    size: 'wide',
    body: (d) => {
      if (!found && !problem) queueMicrotask(() => read(d, null));
      return html`<div class="stack">${problem ? html`<p class="error" role="alert">${icon('circle-alert')}${problem}</p>` : ''}
        <form class="field" @submit=${ask(d)}><label for="explain-customer">${t('explain.customer')}</label>
          <div class="input-row"><input class="input grow" id="explain-customer" name="customer" autocomplete="off" placeholder=${t('explain.customerHint')} /><button type="submit" class="btn">${icon('search')}${t('explain.ask')}</button></div></form>
        ${verdict ? answer() : ''}
        ${found ? html`<p class="second">${t('explain.stores')} <strong>${names(found.stores)}</strong><br />${t('explain.colleagues')} <strong>${names(found.colleagues)}</strong></p>
          <details ?open=${!verdict}><summary>${t('explain.grants', { n: found.grants.length })}</summary>${grants(found.grants)}</details>` : ''}</div>`;
    },
  });
  return opened;
}

async function handOver(ctx, { path, title, options, label }) {
  const { t, api, toast, go } = ctx;
  const { customers } = await api.get(path);
  if (!customers) {
    toast(t('handover.none'), { kind: 'info' });
    return null;
  }
  const begun = await formDialog(ctx, {
    title,
    size: 'small',
    intro: t('handover.text', { n: customers }),
    fields: [{ name: 'to', label, type: 'select', required: true, options, autofocus: true }],
    submitLabel: t('handover.action'),
    submit: (v) => api.post(path, v),
  });
  if (begun) toast(t('handover.started'), { kind: 'info', action: { label: t('jobs.open'), run: () => go('/jobs') } });
  return begun;
}

/** Gives all customers of a user to another one. */
export async function reassign(ctx, person) {
  const { t, api } = ctx;
  try {
    const options = (await userOptions(api)).filter((o) => o.value !== person.id);
    return await handOver(ctx, { path: `/users/${person.id}/reassignment`, title: t('handover.user', { name: person.displayName }), options, label: t('handover.toUser') });
  } catch (error) {
    return ctx.toastError(error);
  }
}

/** Gives all customers of a store to another one. */
export async function transferStore(ctx, store) {
  const { t, api } = ctx;
  try {
    const options = (await storeOptions(api)).filter((o) => o.value !== store.id);
    return await handOver(ctx, { path: `/stores/${store.id}/transfer`, title: t('handover.store', { name: store.name }), options, label: t('handover.toStore') });
  } catch (error) {
    return ctx.toastError(error);
  }
}

/** Says who alone may see a customer. */
export async function limitAccess(ctx, id, done) {
  const { t, api, user, toast } = ctx;
  try {
    const [now, people] = await Promise.all([api.get(`/restrictions/${id}`), userOptions(api)]);
    const options = people.length ? people : [{ value: user.id, label: user.displayName }];
    const saved = await formDialog(ctx, {
      title: t('limit.title'),
      intro: t('limit.text'),
      fields: [
        { name: 'users', label: t('limit.users'), type: 'checks', required: true, options },
        { name: 'reason', label: t('limit.reason'), required: true, placeholder: t('limit.placeholder') },
      ],
      value: { users: now.users.length ? now.users.map((u) => u.id) : [user.id], reason: '' },
      submit: (v) => api.put(`/restrictions/${id}`, v, { ifMatch: now.version }),
    });
    if (!saved) return;
    toast(t('limit.done'));
    done(saved);
  } catch (error) {
    ctx.toastError(error);
  }
}

/** Lets the roles decide again who sees a customer. */
export async function openAccess(ctx, id, done) {
  const { t, api, confirm, toast } = ctx;
  try {
    const now = await api.get(`/restrictions/${id}`);
    const opened = await confirm({
      title: t('limit.open'),
      text: t('limit.openText'),
      action: t('limit.open'),
      ask: { label: t('limit.reason'), required: true },
      run: (reason) => api.post(`/restrictions/${id}/opening`, { reason }, { ifMatch: now.version }),
    });
    if (!opened) return;
    toast(t('limit.opened'));
    done();
  } catch (error) {
    ctx.toastError(error);
  }
}
