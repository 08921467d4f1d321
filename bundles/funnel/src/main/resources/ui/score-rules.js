/** What points are given for, as a page of the settings. */
import { named, pipelinesOf } from './shared.js';
import { memberName, points, signalName } from './scores.js';

const KINDS = ['SOURCE', 'AMOUNT', 'STAGE', 'PROBABILITY', 'SIGNAL', 'ACTIVITY', 'MEMBER'];
const FIGURES = ['COUNT', 'SUM', 'LATEST', 'DAYS_SINCE'];
const COMPARISONS = ['AT_LEAST', 'AT_MOST'];
const MEMBERS = ['name', 'phone', 'email', 'address', 'wechat', 'sex', 'birth', 'occupation', 'company', 'district'];

/** Shows the rules. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, dialog, toast } = ctx;
  const state = { rules: null, signals: [], pipelines: [], error: null };
  const read = async () => {
    try {
      const [rules, pipelines] = await Promise.all([api.get('/funnel/score-rules', {}, { signal: ctx.signal }), pipelinesOf(ctx)]);
      Object.assign(state, { rules: rules.items, signals: rules.signals.map((s) => s.name), pipelines, error: null });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  };
  const stages = () => state.pipelines.filter((p) => !p.retired).flatMap((p) => p.stages.filter((s) => s.kind !== 'LOST').map((s) => ({ value: s.id, label: `${named(ctx, p.name)} · ${named(ctx, s.name)}` })));
  const stageName = (id) => stages().find((s) => s.value === id)?.label ?? t('score.stageGone');
  const choices = (all, label) => all.map((value) => ({ value, label: label(value) }));
  const known = (all, one) => (one && !all.includes(one) ? [...all, one] : all);

  const fieldsOf = (condition = {}) => {
    const only = (...kinds) => (v) => !kinds.includes(v.kind);
    return [
      { name: 'zh', label: t('nameZh'), maxlength: 60, half: true, pointer: '/name/zh' },
      { name: 'en', label: t('nameEn'), maxlength: 60, half: true, pointer: '/name/en' },
      { name: 'kind', label: t('score.kindLabel'), type: 'select', required: true, options: choices(KINDS, (k) => t(`score.kind.${k}`)), pointer: '/condition/kind' },
      { name: 'sources', label: t('score.sources'), type: 'textarea', rows: 3, required: true, hint: t('score.sourcesHint'), hidden: only('SOURCE'), pointer: '/condition/sources' },
      { name: 'amount', label: t('score.amount'), type: 'money', required: true, half: true, hidden: only('AMOUNT'), pointer: '/condition/amount' },
      { name: 'stage', label: t('field.stage'), type: 'select', required: true, options: stages(), hidden: only('STAGE'), pointer: '/condition/stage' },
      { name: 'probability', label: t('score.probability'), type: 'number', required: true, half: true, hidden: only('PROBABILITY'), pointer: '/condition/probability' },
      { name: 'signal', label: t('score.signalLabel'), type: 'select', required: true, half: true, options: choices(known(state.signals, condition.signal), (s) => signalName(ctx, s)), hidden: only('SIGNAL'), pointer: '/condition/signal' },
      { name: 'figure', label: t('score.figureLabel'), type: 'select', required: true, half: true, options: choices(FIGURES, (f) => t(`score.figure.${f}`)), hidden: only('SIGNAL'), pointer: '/condition/figure' },
      { name: 'comparison', label: t('score.comparisonLabel'), type: 'select', required: true, half: true, options: choices(COMPARISONS, (c) => t(`score.comparison.${c}`)), hidden: only('SIGNAL'), pointer: '/condition/comparison' },
      { name: 'value', label: t('score.value'), type: 'number', required: true, half: true, hidden: only('SIGNAL'), pointer: '/condition/value' },
      { name: 'member', label: t('score.memberLabel'), type: 'select', required: true, options: choices(known(MEMBERS, condition.member), (m) => memberName(ctx, m)), hidden: only('MEMBER'), pointer: '/condition/member' },
      { name: 'days', label: t('score.days'), type: 'number', required: true, half: true, hidden: only('SIGNAL', 'ACTIVITY'), pointer: '/condition/days' },
      { name: 'points', label: t('score.points'), type: 'number', required: true, half: true, hint: t('score.pointsHint') },
      { name: 'halfLifeDays', label: t('score.halfLife'), type: 'number', half: true, hint: t('score.halfLifeHint') },
      { name: 'active', label: t('score.active'), type: 'checkbox' },
    ];
  };
  const number = (text) => (String(text ?? '').trim() === '' ? null : Number(text));
  const conditionOf = (v) => ({
    SOURCE: () => ({ sources: v.sources.split('\n').map((s) => s.trim()).filter(Boolean) }),
    AMOUNT: () => ({ amount: { amount: String(v.amount).trim(), currency: v.currency } }),
    STAGE: () => ({ stage: v.stage }),
    PROBABILITY: () => ({ probability: number(v.probability) }),
    SIGNAL: () => ({ signal: v.signal, figure: v.figure, comparison: v.comparison, value: String(v.value).trim(), days: number(v.days) }),
    ACTIVITY: () => ({ days: number(v.days) }),
    MEMBER: () => ({ member: v.member }),
  })[v.kind]();
  const said = (v) => ({ name: { zh: v.zh?.trim() || null, en: v.en?.trim() || null }, condition: { kind: v.kind, ...conditionOf(v) }, points: number(v.points), halfLifeDays: number(v.halfLifeDays), active: Boolean(v.active) });
  const text = (value) => (value === null || value === undefined ? '' : String(value));
  const valuesOf = ({ name, condition, ...rule }) => ({
    zh: name.zh ?? '', en: name.en ?? '', kind: condition.kind, sources: (condition.sources ?? []).join('\n'), amount: text(condition.amount?.amount), currency: condition.amount?.currency ?? fmt.currency(), stage: text(condition.stage), probability: text(condition.probability),
    signal: condition.signal ?? state.signals[0] ?? '', figure: condition.figure ?? 'COUNT', comparison: condition.comparison ?? 'AT_LEAST', value: text(condition.value), member: condition.member ?? 'phone', days: text(condition.days),
    points: text(rule.points), halfLifeDays: text(rule.halfLifeDays), active: rule.active,
  });
  const ask = async (title, rule, save) => {
    const saved = await dialog({
      title,
      body: ({ close }) => html`<kw-form .fields=${fieldsOf(rule.condition)} .value=${valuesOf(rule)} .cancel=${() => close()} .submit=${async (v, form) => {
        await save(said({ currency: valuesOf(rule).currency, ...v }));
        form.settle();
        close(true);
        toast(t('score.saved'));
      }}></kw-form>`,
    });
    if (saved) await read();
  };
  const add = () => ask(t('score.add'), { name: {}, condition: { kind: 'SOURCE' }, points: 10, active: true }, (draft) => api.post('/funnel/score-rules', draft));
  const edit = (rule) => ask(named(ctx, rule.name), rule, (draft) => api.patch(`/funnel/score-rules/${rule.id}`, draft, rule.version));
  const remove = async (rule) => {
    const done = await ctx.confirm({ title: t('score.removeTitle', { name: named(ctx, rule.name) }), text: t('score.removeText'), action: t('score.remove'), danger: true, run: () => api.delete(`/funnel/score-rules/${rule.id}`) });
    if (done) await read();
  };

  const joined = (words) => words.join(ctx.lang.startsWith('zh') ? '、' : ', ');
  const when = ({ condition: c }) => ({
    SOURCE: () => t('score.when.SOURCE', { sources: joined(c.sources) }),
    AMOUNT: () => t('score.when.AMOUNT', { amount: fmt.money(c.amount) }),
    STAGE: () => t('score.when.STAGE', { stage: stageName(c.stage) }),
    PROBABILITY: () => t('score.when.PROBABILITY', { share: fmt.percent(c.probability / 100) }),
    SIGNAL: () => t('score.when.SIGNAL', { signal: signalName(ctx, c.signal), figure: t(`score.figure.${c.figure}`), comparison: t(`score.comparison.${c.comparison}`), value: fmt.number(c.value), days: fmt.number(c.days) }),
    ACTIVITY: () => t('score.when.ACTIVITY', { days: fmt.number(c.days) }),
    MEMBER: () => t('score.when.MEMBER', { member: memberName(ctx, c.member) }),
  })[c.kind]();
  const row = (rule) => html`<tr><td class="whole"><strong>${named(ctx, rule.name)}</strong> ${rule.active ? '' : html`<span class="badge">${t('score.off')}</span>`}<div class="small muted break">${when(rule)}</div></td><td class="end num" data-label=${t('score.points')}>${points(ctx, rule.points)}</td>
    <td class="second" data-label=${t('score.decayLabel')}>${rule.halfLifeDays ? t('score.halves', { n: fmt.number(rule.halfLifeDays) }) : t('score.stays')}</td>
    <td class="end nowrap push"><button type="button" class="btn small quiet" aria-label=${`${t('edit')}: ${named(ctx, rule.name)}`} @click=${() => edit(rule)}>${icon('pencil')}${t('edit')}</button> <button type="button" class="btn small quiet icon-only" aria-label=${`${t('score.remove')}: ${named(ctx, rule.name)}`} @click=${() => remove(rule)}>${icon('trash-2')}</button></td></tr>`;
  function draw() {
    if (state.error) return render(ctx.failure(state.error, { retry: read }), el);
    if (!state.rules) return render(ctx.skeleton(5), el);
    return render(
      html`<div class="stack"><div class="row"><p class="grow second">${t('score.rulesText')}</p><button type="button" class="btn small" @click=${add}>${icon('plus')}${t('score.add')}</button></div>
        ${state.rules.length ? html`<div class="table-wrap"><table class="table flow middle"><thead><tr><th scope="col">${t('score.rule')}</th><th scope="col" class="end">${t('score.points')}</th><th scope="col">${t('score.decayLabel')}</th><th scope="col"><span class="visually-hidden">${t('actions')}</span></th></tr></thead><tbody>${state.rules.map(row)}</tbody></table></div>` : html`<p class="muted">${t('score.noRules')}</p>`}</div>`,
      el,
    );
  }
  draw();
  read();
}
