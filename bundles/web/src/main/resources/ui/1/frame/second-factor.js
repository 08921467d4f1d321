/** Setting up the second factor: the code to scan, a first code of the app, the recovery codes. */
import { html } from '../lit.js';
import { icon } from '../kit/dom.js';
import { api } from '../kit/http.js';
import { t } from '../kit/text.js';
import { toast } from '../kit/toast.js';
import '../kit/form.js';

/** Recovery codes, to be copied or printed; they are shown once. */
export function recoveryCodes(codes, done) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      toast(t('kit.copied'));
    } catch {
      toast(t('kit.notCopied'), { kind: 'warn' });
    }
  };
  return html`<div class="stack"><div class="notice warn">${icon('key-round')}<div>${t('factor.codesText')}</div></div>
    <ol class="recovery-codes mono" aria-label=${t('factor.codes')}>${codes.map((code) => html`<li>${code}</li>`)}</ol>
    <div class="dialog-foot"><button type="button" class="btn" @click=${copy}>${icon('copy')}${t('kit.copy')}</button><button type="button" class="btn" @click=${() => window.print()}>${t('factor.print')}</button><span class="grow"></span><button type="button" class="btn primary" @click=${done}>${t('factor.kept')}</button></div></div>`;
}

/** `{begin, template}`: `draw` is called when the step changes, `done` at the end. */
export function secondFactorFlow({ draw, done }) {
  let offer = null;
  let codes = null;
  const confirm = async ({ code }, form) => {
    codes = (await api.post('/second-factor/confirmation', { code }, { idempotent: false })).recoveryCodes;
    form.settle();
    draw();
  };
  return {
    async begin() {
      offer = await api.post('/second-factor', {}, { idempotent: false });
    },
    template() {
      if (codes) return recoveryCodes(codes, done);
      if (!offer) return '';
      return html`<div class="stack"><p class="second">${t('factor.scan')}</p>
        <img class="qr-code" src=${offer.qrCode} alt=${t('factor.qr')} width="200" height="200" />
        <p class="second">${t('factor.type')}<br /><code class="mono">${offer.secret.match(/.{1,4}/g).join(' ')}</code></p>
        <kw-form .fields=${[{ name: 'code', label: t('factor.first'), required: true, autocomplete: 'one-time-code', maxlength: 12, autofocus: true }]} .submit=${confirm} .submitLabel=${t('factor.confirm')} .wideButton=${true}></kw-form></div>`;
    },
  };
}
