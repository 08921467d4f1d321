/** The dialogs of a portrait: a preference, a need, special terms. Each resolves with what was saved, or undefined. */

function form(ctx, { title, fields, value = {}, intro, save, saved }) {
  const { html, dialog, toast } = ctx;
  return dialog({
    title,
    body: ({ close }) => html`${intro ? html`<p class="second">${intro}</p><br />` : ''}<kw-form .fields=${fields} .value=${value} .cancel=${() => close()} .submit=${async (values, f) => {
      const made = await save(Object.fromEntries(Object.entries(values).filter(([, x]) => x !== '' && x != null)));
      f.settle();
      close(made ?? true);
      toast(saved);
    }}></kw-form>`,
  });
}

/** Notes what the customer said he likes. */
export function addPreference(ctx, keys, title) {
  const { t, fmt, api, params } = ctx;
  const trade = (k) => t(`trade.${k.trade ?? 'own'}`);
  const offered = keys.filter((k) => !k.retired);
  return form(ctx, {
    title: t('preferenceAdd'),
    fields: [
      { name: 'key', label: t('preferenceKey'), type: 'select', required: true, options: offered.map((k) => ({ value: k.code, label: `${title(k.code)} · ${trade(k)}` })) },
      { name: 'value', label: t('preferenceValue'), required: true, maxlength: 200 },
      { name: 'until', label: t('preferenceUntil'), type: 'date', pointer: '/expiresAt' },
    ],
    save: ({ until, ...v }) => api.post('/archives/preferences', { ...v, customerId: params.customerId, ...(until ? { expiresAt: fmt.instantOf(until, '23:59') } : {}) }),
    saved: t('preferenceSaved'),
  });
}

/** Notes what the customer needs. */
export function addNeed(ctx) {
  const { t, api, params } = ctx;
  return form(ctx, {
    title: t('needAdd'),
    fields: [
      { name: 'text', label: t('needText'), type: 'textarea', rows: 3, required: true },
      { name: 'source', label: t('needSource'), maxlength: 60, placeholder: t('needSourceExample') },
    ],
    save: (v) => api.post('/archives/needs', { ...v, customerId: params.customerId }),
    saved: t('needSaved'),
  });
}

/** Closes a need, met or dropped. */
export function closeNeed(ctx, need) {
  const { t, api } = ctx;
  return form(ctx, {
    title: t('needClose'),
    intro: need.text,
    value: { state: 'MET' },
    fields: [
      { name: 'state', label: t('needState'), type: 'select', required: true, options: ['MET', 'DROPPED'].map((v) => ({ value: v, label: t(`needState.${v}`) })) },
      { name: 'outcome', label: t('needOutcome'), type: 'textarea', rows: 2 },
    ],
    save: (v) => api.patch(`/archives/needs/${need.id}`, v, need.version),
    saved: t('needClosed'),
  });
}

/** Notes what was agreed with the customer. */
export function addTerm(ctx) {
  const { t, api, params } = ctx;
  return form(ctx, {
    title: t('termAdd'),
    fields: [
      { name: 'text', label: t('termText'), type: 'textarea', rows: 3, required: true },
      { name: 'validFrom', label: t('termValidFrom'), type: 'date', half: true },
      { name: 'validUntil', label: t('termValidUntil'), type: 'date', half: true },
    ],
    save: (v) => api.post('/archives/terms', { ...v, customerId: params.customerId }),
    saved: t('termSaved'),
  });
}

/** Sets the last day of special terms. */
export function endTerm(ctx, term) {
  const { t, api } = ctx;
  return form(ctx, {
    title: t('termEnd'),
    intro: term.text,
    value: { validUntil: term.validUntil ?? '' },
    fields: [{ name: 'validUntil', label: t('termValidUntil'), type: 'date', required: true }],
    save: (v) => api.patch(`/archives/terms/${term.id}`, v, term.version),
    saved: t('termSaved'),
  });
}
