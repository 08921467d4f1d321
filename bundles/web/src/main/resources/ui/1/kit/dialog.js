/** Modal dialogs and questions. */
import { html, render } from '../lit.js';
import { icon, uid } from './dom.js';
import { placeToasts } from './toast.js';
import { t } from './text.js';
import { ApiError } from './http.js';

/**
 * Opens a modal dialog and resolves with the value of `close(value)` (undefined when left by Esc). `body` gets
 * `{close, update, el}` and answers a template.
 */
export function dialog({ title, body, size = '', label, closable = true }) {
  const el = document.createElement('dialog');
  const id = uid('dialog');
  const opener = document.activeElement;
  el.className = `dialog ${size}`;
  el.setAttribute('aria-labelledby', id);
  return new Promise((resolve) => {
    let done = false;
    const close = (value) => {
      if (done) return;
      done = true;
      document.body.append(document.querySelector('.toasts') ?? '');
      el.close();
      el.remove();
      placeToasts();
      if (opener?.isConnected) opener.focus();
      resolve(value);
    };
    const ask = async () => {
      const dirty = [...el.querySelectorAll('kw-form')].some((f) => f.dirty);
      if (!closable || (dirty && !(await confirm({ title: t('kit.discard.title'), text: t('kit.discard.text'), action: t('kit.discard'), danger: true })))) return;
      close();
    };
    const update = () =>
      render(
        html`<header class="dialog-head">
            <h2 id=${id} tabindex="-1" data-quiet-focus>${typeof title === 'function' ? title() : title}</h2>
            ${closable ? html`<button type="button" class="btn quiet icon-only small" aria-label=${label ?? t('kit.close')} @click=${ask}>${icon('x')}</button>` : ''}
          </header>
          <div class="dialog-body">${body({ close, update, el })}</div>`,
        el,
      );
    el.addEventListener('cancel', (e) => {
      e.preventDefault();
      ask();
    });
    update();
    document.body.append(el);
    el.showModal();
    placeToasts();
    (el.querySelector('[autofocus]') ?? el.querySelector('.dialog-body input:not([type=hidden]), .dialog-body select, .dialog-body textarea, .dialog-body button.primary') ?? el.querySelector('h2')).focus();
  });
}

/**
 * Asks before something is done and resolves with true, or with the text of `ask` (a reason to be given). With
 * `typed`, that word must be typed; `run` is awaited and its error stays in the dialog.
 */
export function confirm({ title, text, action = t('kit.ok'), danger = false, typed = null, ask = null, run = null }) {
  let word = '';
  let reason = '';
  let busy = false;
  let problem = '';
  return dialog({
    title,
    size: 'small',
    body: (d) => {
      const ready = (!typed || word.trim() === typed) && (!ask?.required || reason.trim().length >= (ask.min ?? 2));
      const submit = async (e) => {
        e.preventDefault();
        if (!ready || busy) return;
        const value = ask ? reason.trim() : true;
        try {
          busy = true;
          problem = '';
          d.update();
          d.close(run ? ((await run(value)) ?? value) : value);
        } catch (error) {
          busy = false;
          problem = error instanceof ApiError ? error.message : t('error.unexpected');
          d.update();
        }
      };
      return html`<form class="stack" @submit=${submit}>
        <div class="second">${text}</div>
        ${typed
          ? html`<div class="field"><label for="confirm-word">${t('kit.typeToConfirm', { word: typed })}</label>
              <input class="input" id="confirm-word" autocomplete="off" spellcheck="false" .value=${word} @input=${(e) => { word = e.target.value; d.update(); }} /></div>`
          : ''}
        ${ask
          ? html`<div class="field"><label for="confirm-reason">${ask.label}${ask.required ? html`<span class="req" aria-hidden="true">*</span>` : ''}</label>
              <input class="input" id="confirm-reason" autocomplete="off" maxlength="200" placeholder=${ask.placeholder ?? ''} .value=${reason} @input=${(e) => { reason = e.target.value; d.update(); }} /></div>`
          : ''}
        ${problem ? html`<p class="error" role="alert">${icon('circle-alert')}${problem}</p>` : ''}
        <div class="dialog-foot">
          <button type="button" class="btn" @click=${() => d.close()}>${t('kit.cancel')}</button>
          <button type="submit" class="btn primary ${danger ? 'danger' : ''}" ?disabled=${!ready || busy}>${busy ? icon('loader-circle', 'spin') : ''}${action}</button>
        </div>
      </form>`;
    },
  });
}
