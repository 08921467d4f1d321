/** What is expected of customers' data, as a page of the settings: weights, ages, how it is checked, targets. */

/** Shows the rules. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, dialog, toast } = ctx;
  const state = { rules: null, settings: null, error: null };
  const read = async () => {
    try {
      const [rules, settings] = await Promise.all([api.get('/archives/quality/rules', {}, { signal: ctx.signal }), api.get('/archives/quality/settings', {}, { signal: ctx.signal })]);
      Object.assign(state, { rules: rules.items, settings, error: null });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  };
  const title = (rule) => (ctx.lang.startsWith('zh') ? rule.titleZh : rule.titleEn);
  const ask = async (heading, fields, value, save) => {
    const saved = await dialog({
      title: heading,
      body: ({ close }) => html`<kw-form .fields=${fields} .value=${value} .cancel=${() => close()} .submit=${async (v, form) => {
        await save(v);
        form.settle();
        close(true);
        toast(t('quality.ruleSaved'));
      }}></kw-form>`,
    });
    if (saved) await read();
  };
  const edit = (rule) => ask(
    title(rule),
    [
      { name: 'weight', label: t('quality.weight'), hint: t('quality.weightHint'), required: true, half: true },
      { name: 'maxAgeDays', label: t('quality.maxAge'), type: 'number', hint: t('quality.maxAgeHint'), half: true },
      { name: 'check', label: t('quality.check'), type: 'textarea', rows: 3, hint: t('quality.checkHint'), maxlength: 500 },
      { name: 'reviewOn', label: t('quality.reviewOn'), type: 'date', hint: t('quality.reviewHint'), half: true },
    ],
    { weight: String(rule.weight), maxAgeDays: rule.maxAgeDays ?? '', check: rule.check ?? '', reviewOn: rule.reviewOn ?? '' },
    (v) => api.patch(`/archives/quality/rules/${encodeURIComponent(rule.field)}`, { weight: v.weight, maxAgeDays: v.maxAgeDays === '' || v.maxAgeDays == null ? null : Number(v.maxAgeDays), check: v.check || null, reviewOn: v.reviewOn || null }, rule.version),
  );
  const target = (name) => ({ name, label: t(`quality.${name}`), required: true, half: true });
  const set = () => ask(
    t('quality.settings'),
    [{ name: 'tasksPerDay', label: t('quality.tasksPerDay'), type: 'number', hint: t('quality.tasksHint'), required: true, half: true }, target('freshnessTarget'), target('completenessTarget'), target('duplicatesTarget')],
    { ...state.settings, freshnessTarget: String(state.settings.freshnessTarget), completenessTarget: String(state.settings.completenessTarget), duplicatesTarget: String(state.settings.duplicatesTarget) },
    (v) => api.patch('/archives/quality/settings', { tasksPerDay: Number(v.tasksPerDay), freshnessTarget: v.freshnessTarget, completenessTarget: v.completenessTarget, duplicatesTarget: v.duplicatesTarget }, state.settings.version),
  );
  const due = (rule) => rule.reviewOn && rule.reviewOn <= fmt.today();
  const row = (rule) => html`<tr><td><strong>${title(rule)}</strong>${rule.check ? html`<div class="small muted break">${rule.check}</div>` : ''}</td><td class="end" data-label=${t('quality.weight')}>${fmt.number(rule.weight)}</td><td class="second nowrap" data-label=${t('quality.maxAge')}>${rule.maxAgeDays ? t('quality.days', { n: rule.maxAgeDays }) : t('quality.never')}</td>
    <td class="second nowrap" data-label=${t('quality.reviewOn')}>${rule.reviewOn ? html`<span class="badge ${due(rule) ? 'warn' : ''}">${fmt.date(rule.reviewOn)}</span>` : ''}</td><td class="end nowrap"><button type="button" class="btn small quiet" aria-label=${`${t('quality.edit')}: ${title(rule)}`} @click=${() => edit(rule)}>${icon('pencil')}${t('quality.edit')}</button></td></tr>`;
  function draw() {
    if (state.error) return render(ctx.failure(state.error, { retry: read }), el);
    if (!state.rules) return render(ctx.skeleton(6), el);
    const s = state.settings;
    return render(
      html`<div class="stack"><div class="row"><p class="grow second">${t('quality.rulesText')}</p></div>
        <div class="row"><p class="grow">${t('quality.settingsText', { n: s.tasksPerDay, fresh: fmt.number(s.freshnessTarget), complete: fmt.number(s.completenessTarget), twice: fmt.number(s.duplicatesTarget) })}</p><button type="button" class="btn small" @click=${set}>${icon('settings')}${t('quality.settings')}</button></div>
        <div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('quality.field')}</th><th scope="col" class="end">${t('quality.weight')}</th><th scope="col">${t('quality.maxAge')}</th><th scope="col">${t('quality.reviewOn')}</th><th scope="col"><span class="visually-hidden">${t('quality.edit')}</span></th></tr></thead><tbody>${state.rules.map(row)}</tbody></table></div></div>`,
      el,
    );
  }
  draw();
  read();
}
