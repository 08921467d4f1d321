/** What belongs to an opportunity beside its course: how likely it is won, whose the win is, and what came back. */
import { isMoney } from './forms.js';
import { figure } from './report-parts.js';
import { named, titleOf, userOptions } from './shared.js';

const shown = (percent) => String(Number(percent));

/** Reads what there is of an opportunity in its state: `{odds}` of an open one, `{credits, returns}` of a won one. */
export async function outcomeOf(ctx, { id, status }) {
  const read = (name) => ctx.api.get(`/funnel/opportunities/${id}/${name}`, {}, { signal: ctx.signal });
  if (status === 'OPEN') return { odds: await read('odds') };
  if (status !== 'WON') return {};
  const [credits, returns] = await Promise.all([read('credits'), read('returns')]);
  return { credits: credits.items, returns: returns.items };
}

/** How likely it is won, as learned from those before it, with its reasons. */
export function oddsPanel(ctx, odds) {
  const { html, t, fmt } = ctx;
  return html`<section class="card"><div class="card-head"><h2>${t('odds')}</h2></div><div class="card-body"><div class="figures">${figure(ctx, t('odds.learned'), fmt.percent(odds.probability, 1))}${figure(ctx, t('odds.assumed'), fmt.percent(odds.assumed, 1))}</div>
    <ul class="reasons spaced">${odds.reasons.map((reason) => html`<li class="small">${named(ctx, reason.text)}</li>`)}</ul></div></section>`;
}

/** Whose the win is. */
export function creditPanel(ctx, opportunity, credits, reload) {
  const { html, t, fmt, icon, user } = ctx;
  return html`<section class="card"><div class="card-head"><h2>${t('credits')}</h2>${user.can('funnel:opportunity:assign') ? html`<button type="button" class="btn small" @click=${() => divide(ctx, opportunity, credits, reload)}>${icon('pencil')}${t('credits.divide')}</button>` : ''}</div>
    <div class="table-wrap"><table class="table"><thead><tr><th scope="col">${t('credits.user')}</th><th scope="col" class="end">${t('credits.share')}</th></tr></thead><tbody>${credits.map((credit) => html`<tr><td>${credit.name ?? t('somebody')}</td><td class="end">${fmt.percent(Number(credit.percent) / 100, 2)}</td></tr>`)}</tbody></table></div></section>`;
}

async function divide(ctx, opportunity, credits, reload) {
  const { html, t, fmt, api, icon, dialog, toast } = ctx;
  let users;
  try {
    users = await userOptions(ctx);
  } catch (error) {
    ctx.toastError(error);
    return;
  }
  const known = [...users, ...credits.filter((c) => !users.some((u) => u.value === c.userId)).map((c) => ({ value: c.userId, label: c.name ?? t('somebody') }))];
  const state = { rows: credits.map((c) => ({ user: c.userId, percent: shown(c.percent) })), touched: false };
  const saved = await dialog({
    title: t('credits.title', { title: titleOf(ctx, opportunity) }),
    body: ({ close, el }) => {
      const change = (run) => {
        run();
        state.touched = true;
        el.querySelector('kw-form')?.update();
      };
      const row = (one, i) => html`<div class="form"><div class="field half"><label for="credit-user-${i}">${t('credits.user')}</label><select class="select" id="credit-user-${i}" @change=${(e) => change(() => { one.user = e.target.value; })}><option value="" ?selected=${!one.user}>${t('pick')}</option>${known.filter((u) => u.value === one.user || !state.rows.some((r) => r.user === u.value)).map((u) => html`<option value=${u.value} ?selected=${u.value === one.user}>${u.label}</option>`)}</select></div>
        <div class="field half"><label for="credit-percent-${i}">${t('credits.percent')}</label><div class="row nowrap"><input class="input num grow" id="credit-percent-${i}" inputmode="decimal" autocomplete="off" maxlength="6" .value=${one.percent} @input=${(e) => change(() => { one.percent = e.target.value; })} /><button type="button" class="btn small quiet icon-only danger" aria-label=${t('credits.remove', { n: i + 1 })} @click=${() => change(() => { state.rows = state.rows.filter((r) => r !== one); })}>${icon('trash-2')}</button></div></div></div>`;
      const sum = () => state.rows.reduce((all, one) => all + (Number(one.percent) || 0), 0);
      const extra = () => html`<div class="stack" ?data-dirty=${state.touched}><p class="hint">${t('credits.hint')}</p>${state.rows.map(row)}
        <div class="row between"><button type="button" class="btn small" @click=${() => change(() => { state.rows = [...state.rows, { user: '', percent: '' }]; })}>${icon('plus')}${t('credits.add')}</button><span role="status">${t('total')} <strong class="num">${fmt.percent(sum() / 100, 2)}</strong></span></div></div>`;
      return html`<kw-form .fields=${[]} .value=${{}} .extra=${extra} .cancel=${() => close()} .submit=${async (v, form) => {
        await api.put(`/funnel/opportunities/${opportunity.id}/credits`, { items: state.rows.map((one) => ({ userId: one.user || null, percent: one.percent.trim() || null })) });
        form.settle();
        state.touched = false;
        close(true);
      }}></kw-form>`;
    },
  });
  if (!saved) return;
  toast(t('saved'));
  await reload();
}

/** What came back of the sale. */
export function returnPanel(ctx, opportunity, returns, reload) {
  const { html, t, fmt, icon, user } = ctx;
  const may = opportunity.amount && user.can('funnel:opportunity:edit');
  return html`<section class="card"><div class="card-head"><h2>${t('returns')}</h2>${may ? html`<button type="button" class="btn small" @click=${() => addReturn(ctx, opportunity, reload)}>${icon('plus')}${t('returns.add')}</button>` : ''}</div>
    ${returns.length ? html`<ul class="list">${returns.map((back) => html`<li><span class="contact-icon">${icon('undo-2')}</span><span class="grow break">${back.amount ? html`<strong class="num">${fmt.money(back.amount)}</strong><br />` : ''}${back.reason ? html`<span class="pre second">${back.reason}</span><br />` : ''}<span class="small muted">${[fmt.date(back.on), back.by?.name].filter(Boolean).join(' · ')}</span></span></li>`)}</ul>` : html`<p class="padded muted">${t('returns.none')}</p>`}</section>`;
}

async function addReturn(ctx, opportunity, reload) {
  const { html, t, fmt, api, dialog, toast } = ctx;
  const saved = await dialog({
    title: t('returns.title', { title: titleOf(ctx, opportunity) }),
    size: 'small',
    body: ({ close }) => html`<kw-form .fields=${[
      { name: 'amount', label: t('field.amount'), type: 'money', required: true, half: true, autofocus: true, hint: t('returns.most', { amount: fmt.money(opportunity.amount) }), check: (v) => (isMoney(v) ? '' : t('badMoney')) },
      { name: 'returnedOn', label: t('returns.on'), type: 'date', half: true },
      { name: 'reason', label: t('returns.reason'), type: 'textarea', rows: 3, maxlength: 500 },
    ]} .value=${{ amount: '', returnedOn: fmt.today(), reason: '' }} .submitLabel=${t('returns.add')} .cancel=${() => close()} .submit=${async (v, form) => {
      await api.post(`/funnel/opportunities/${opportunity.id}/returns`, { amount: { amount: String(v.amount).trim(), currency: opportunity.amount.currency }, returnedOn: v.returnedOn || null, reason: v.reason || null });
      form.settle();
      close(true);
    }}></kw-form>`,
  });
  if (!saved) return;
  toast(t('returns.saved'));
  await reload();
}
