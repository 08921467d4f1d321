/** In which pipelines opportunities come up by themselves, as a page of the settings. */
import { named, pipelinesOf } from './shared.js';

/** Shows the pipelines in use with what is said of each. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, dialog, toast } = ctx;
  const state = { pipelines: null, rules: new Map(), error: null };
  const read = async () => {
    try {
      const [rules, pipelines] = await Promise.all([api.get('/funnel/repurchase-rules', {}, { signal: ctx.signal }), pipelinesOf(ctx)]);
      Object.assign(state, { rules: new Map(rules.items.map((rule) => [rule.pipelineId, rule])), pipelines: pipelines.filter((p) => !p.retired), error: null });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  };
  const edit = async (pipeline) => {
    const rule = state.rules.get(pipeline.id);
    const stages = pipeline.stages.filter((s) => s.kind === 'OPEN').map((s) => ({ value: s.id, label: named(ctx, s.name) }));
    const fields = [
      { name: 'active', label: t('repurchase.active'), type: 'checkbox' },
      { name: 'title', label: t('field.title'), required: true, maxlength: 200 },
      { name: 'stageId', label: t('repurchase.stage'), type: 'select', required: true, options: stages },
      { name: 'factor', label: t('repurchase.factor'), type: 'number', required: true, half: true, hint: t('repurchase.factorHint') },
      { name: 'leastDays', label: t('repurchase.leastDays'), type: 'number', required: true, half: true, hint: t('repurchase.leastDaysHint') },
    ];
    const value = { active: rule?.active ?? true, title: rule?.title ?? t('repurchase.titleExample'), stageId: rule?.stageId ?? stages[0].value, factor: String(Number(rule?.factor ?? 1)), leastDays: String(rule?.leastDays ?? 4) };
    const saved = await dialog({
      title: t('repurchase.of', { pipeline: named(ctx, pipeline.name) }),
      size: 'small',
      body: ({ close }) => html`<kw-form .fields=${fields} .value=${value} .cancel=${() => close()} .submit=${async (v, form) => {
        await api.put(`/funnel/repurchase-rules/${pipeline.id}`, { active: Boolean(v.active), title: v.title, stageId: v.stageId, factor: String(v.factor).trim(), leastDays: Number(v.leastDays) });
        form.settle();
        close(true);
        toast(t('repurchase.saved'));
      }}></kw-form>`,
    });
    if (saved) await read();
  };
  const said = (rule) => (rule?.active ? t('repurchase.on', { factor: fmt.number(rule.factor), n: fmt.number(rule.leastDays) }) : t('repurchase.off'));
  const row = (p) => html`<tr><td class="whole"><strong>${named(ctx, p.name)}</strong></td><td class="second">${said(state.rules.get(p.id))}</td>
    <td class="end nowrap push"><button type="button" class="btn small quiet" aria-label=${`${t('edit')}: ${named(ctx, p.name)}`} @click=${() => edit(p)}>${icon('pencil')}${t('edit')}</button></td></tr>`;
  function draw() {
    if (state.error) return render(ctx.failure(state.error, { retry: read }), el);
    if (!state.pipelines) return render(ctx.skeleton(4), el);
    return render(
      html`<div class="stack"><p class="second">${t('repurchase.text')}</p>
        ${state.pipelines.length ? html`<div class="table-wrap"><table class="table flow middle"><thead><tr><th scope="col">${t('pipeline')}</th><th scope="col">${t('repurchase')}</th><th scope="col"><span class="visually-hidden">${t('actions')}</span></th></tr></thead><tbody>${state.pipelines.map(row)}</tbody></table></div>` : html`<p class="muted">${t('noPipeline')}</p>`}</div>`,
      el,
    );
  }
  draw();
  read();
}
