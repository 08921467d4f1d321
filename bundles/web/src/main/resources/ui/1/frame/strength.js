/** A hint at how strong a password is; the server decides. */
import { html } from '../lit.js';
import { t } from '../kit/text.js';

/** The least that the server takes. */
const SHORTEST = 8;
const COMMON = /^(password|passw0rd|qwerty|admin|letmein|welcome|kithwork|iloveyou|abc123|111111|123456)/i;

/** From 0 (weak) to 3 (strong): length counts most. */
export function strengthOf(password) {
  if (!password) return 0;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((r) => r.test(password)).length;
  const distinct = new Set(password).size;
  if (password.length < 12 || distinct < 5 || COMMON.test(password)) return 0;
  return Math.min(3, (password.length >= 20 ? 2 : password.length >= 16 ? 1 : 0) + (kinds >= 3 ? 1 : 0) + 1);
}

/** A password field with its hint, for `<kw-form>`. */
export function strengthField(name) {
  const note = (values) => {
    const password = values[name] ?? '';
    const level = strengthOf(password);
    return html`${password ? html`<progress class=${['bad', 'warn', 'ok', 'ok'][level]} max="4" value=${level + 1} aria-hidden="true"></progress>` : ''}${password ? t(`password.strength.${level}`) : t('password.hint')}`;
  };
  return { name, label: t('password.new'), type: 'password', required: true, autocomplete: 'new-password', note, maxlength: 128, check: (v) => (v.length < SHORTEST ? t('password.short') : '') };
}
