/** Takes people down in passing: a number and one tap, also while there is no line. */
import { openQueue } from './queue.js';
// Signing out asks for it, perhaps when there is no line to fetch it by.
import './sign-out.js';
import { text } from './shared.js';

const AGAIN = 15000;
const DONE = 20;
const PHONE = /^(?:1[3-9]\d{9}|\+\d{6,15}|0\d{6,14})$/;
const TONES = { WAITS: 'warn', REFUSED: 'bad', KEPT: 'ok', KEPT_WITHOUT_LEAVE: 'info' };

/** Shows the page. */
export async function mount(el, ctx) {
  const { html, render, t, api, icon, empty, fmt, user, toast, dialog, signal } = ctx;
  const load = () => api.get('/intake/captures/choices', {}, { signal });
  let [choices, queue] = await Promise.all([load(), openQueue(ctx)]);
  let queued = await queue.all();
  let done = [];
  let line = navigator.onLine;
  let busy = false;
  let wrong = '';
  const of = (list, kept) => list.find((one) => one.id === kept) ?? list[0];
  let form = of(choices.forms, ctx.pref('captureForm'));
  let store = of(choices.stores, ctx.pref('captureStore'));

  async function flush() {
    if (busy || !queued.some((entry) => !entry.refused)) return;
    busy = true;
    try {
      const told = await queue.send();
      line = true;
      done = [...told.filter((entry) => entry.outcome !== 'REFUSED').reverse(), ...done].slice(0, DONE);
      if (told.some((entry) => entry.outcome === 'KEPT_WITHOUT_LEAVE')) {
        toast(t('capture.askAgain'), { kind: 'warn' });
        choices = await load();
        form = of(choices.forms, form.id);
      }
    } catch (error) {
      if (error.name === 'AbortError') return;
      if (error.code === 'offline') line = false;
      else ctx.toastError(error);
    } finally {
      busy = false;
      queued = await queue.all();
      if (!signal.aborted) draw();
    }
  }

  async function take(event) {
    event.preventDefault();
    const agreed = event.submitter?.value === 'agreed';
    const fields = event.target.elements;
    const phone = fields.phone.value.normalize('NFKC').replace(/[\s\-().·]+/g, '');
    wrong = PHONE.test(phone) ? '' : t('capture.phoneWrong');
    if (!wrong) {
      const entry = { key: crypto.randomUUID(), formId: form.id, storeId: store?.id ?? null, phone, name: fields.name.value.trim() || null, agreed, noticeVersion: agreed ? form.notice.version : null, at: new Date().toISOString(), language: ctx.lang };
      if (await queue.add(entry)) {
        event.target.reset();
        queued = await queue.all();
      } else wrong = t('capture.full');
    }
    draw();
    fields.phone.focus();
    await flush();
  }

  async function kiosk() {
    try {
      const { path } = await api.post('/intake/captures/kiosk', { formId: form.id, storeId: store?.id ?? null });
      await dialog({ title: t('kiosk.title'), body: () => html`<div class="stack"><p class="second">${t('kiosk.text')}</p><p class="break mono small">${location.origin}${path}</p>
        <div class="row"><a class="btn primary" target="_blank" rel="noopener" href=${path}>${icon('external-link')}${t('kiosk.open')}</a>
        <button type="button" class="btn" @click=${async () => { await navigator.clipboard.writeText(location.origin + path); toast(t('copied')); }}>${icon('copy')}${t('copy')}</button></div></div>` });
    } catch (error) {
      ctx.toastError(error);
    }
  }

  const discard = async (entry) => {
    queue.remove(entry);
    queued = await queue.all();
    draw();
  };
  const row = (entry, state) => html`<li class="middle"><span class="badge ${TONES[state]}">${t(`capture.state.${state}`)}</span>
    <span class="grow">${t('capture.tail', { tail: entry.phone.slice(-4) })} <span class="muted small">${fmt.time(entry.at)}${entry.agreed ? ` · ${t('agreed')}` : ''}</span>${entry.refused ? html`<br /><span class="small">${entry.refused}</span>` : ''}</span>
    ${entry.refused ? html`<button type="button" class="btn small" @click=${() => discard(entry)}>${icon('x')}${t('capture.discard')}</button>` : ''}</li>`;
  const choose = (name, list, chosen, label, then) => (list.length > 1
    ? html`<div class="field"><label for=${`capture-${name}`}>${label}</label><select class="select" id=${`capture-${name}`} @change=${(e) => { then(of(list, e.target.value)); ctx.setPref(`capture${name}`, e.target.value); draw(); }}>
        ${list.map((one) => html`<option value=${one.id} ?selected=${one === chosen}>${one.name ?? text(ctx, one.title)}</option>`)}</select></div>`
    : '');

  function draw() {
    const n = queued.filter((entry) => !entry.refused).length;
    render(
      html`<div class="page narrow"><header class="head"><h1 tabindex="-1">${t('capture')}</h1>
          ${form ? html`<div class="row actions"><button type="button" class="btn" @click=${kiosk}>${icon('monitor')}${t('kiosk.title')}</button></div>` : ''}</header>
        ${form ? html`<div class="stack">
          <p class="notice ${n || !line ? 'warn' : 'ok'}" role="status" data-waiting=${n}>${icon(n || !line ? 'wifi-off' : 'circle-check')}<span>${n ? t('capture.waiting', { n }) : t(line ? 'capture.allSent' : 'capture.noLine')}</span></p>
          <form class="card" novalidate autocomplete="off" @submit=${take}><div class="card-body padded stack">
            ${choose('Form', choices.forms, form, t('form'), (one) => { form = one; })}${choose('Store', choices.stores, store, t('store'), (one) => { store = one; })}
            <div class="field"><label for="capture-phone">${t('member.phone')}<span class="req" aria-hidden="true">*</span></label>
              <input class="input" id="capture-phone" name="phone" type="tel" inputmode="tel" autocomplete="off" maxlength="40" aria-required="true" aria-invalid=${String(!!wrong)} aria-describedby=${wrong ? 'capture-wrong' : ctx.nothing} />
              ${wrong ? html`<p class="error" id="capture-wrong" role="alert">${icon('circle-alert')}${wrong}</p>` : ''}</div>
            <div class="field"><label for="capture-name">${t('capture.name')}</label><input class="input" id="capture-name" name="name" autocomplete="off" maxlength="100" /></div>
            ${form.notice ? html`<div class="second small"><strong>${t('notice')} · ${form.notice.version}</strong><br />${text(ctx, form.notice.text)}</div>` : ''}
            ${form.consents.length ? html`<ul class="second">${form.consents.map((consent) => html`<li>${text(ctx, consent.text)}</li>`)}</ul>` : ''}
            <div class="row actions">${form.consents.length ? html`<button type="submit" class="btn primary" value="agreed">${icon('check')}${t('capture.agrees')}</button>` : ''}
              <button type="submit" class="btn ${form.consents.length ? '' : 'primary'}" value="plain">${t(form.consents.length ? 'capture.plain' : 'save')}</button></div></div></form>
          ${queued.length || done.length ? html`<div class="card"><ul class="list">${[...queued].reverse().map((entry) => row(entry, entry.refused ? 'REFUSED' : 'WAITS'))}${done.map((entry) => row(entry, entry.outcome))}</ul></div>` : ''}</div>`
        : html`<div class="card">${empty({ icon: 'clipboard-list', title: t('capture.noForm'), text: t('capture.noFormText') })}</div>`}</div>`,
      el,
    );
  }
  draw();
  const again = setInterval(flush, AGAIN);
  addEventListener('online', () => { line = true; draw(); flush(); }, { signal });
  addEventListener('offline', () => { line = false; draw(); }, { signal });
  flush();
  return () => clearInterval(again);
}
