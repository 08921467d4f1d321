/** What the pages say of scores: the points by rule, and what a rule found. */
import { named } from './shared.js';

const word = ({ t }, kind, name) => {
  const key = `score.${kind}.${name}`;
  const text = t(key);
  return text === key ? name : text;
};

/** A signal in words, or its name where there are none. */
export const signalName = (ctx, name) => word(ctx, 'signal', name);

/** A member of a customer in words. */
export const memberName = (ctx, name) => (name.startsWith('field:') ? ctx.t('score.field', { key: name.slice(6) }) : word(ctx, 'member', name));

/** Points, with their sign where they are fewer than none. */
export const points = ({ fmt }, value) => fmt.number(value, { maximumFractionDigits: 1 });

/** What a rule found, in a sentence. */
function because(ctx, part) {
  const { t, fmt } = ctx;
  const found = part.because;
  const days = part.ageDays === undefined ? '' : fmt.number(part.ageDays, { maximumFractionDigits: 0 });
  if (part.outcome === 'WITHHELD') return t('score.withheldPart');
  if (!found) return t('score.notMet');
  switch (part.kind) {
    case 'SOURCE': return t('score.because.SOURCE', { source: found.source });
    case 'AMOUNT': return t('score.because.AMOUNT', { amount: fmt.money(found.amount) });
    case 'STAGE': return t('score.because.STAGE', { n: days });
    case 'PROBABILITY': return t('score.because.PROBABILITY', { share: fmt.percent(found.percent / 100) });
    case 'SIGNAL': return t(`score.because.${found.figure}`, { signal: signalName(ctx, found.signal), value: fmt.number(found.value), days: fmt.number(found.days) });
    case 'ACTIVITY': return t('score.because.ACTIVITY', { n: days });
    default: return t('score.because.MEMBER', { member: memberName(ctx, found.member) });
  }
}

/** How a rule has grown weaker; nothing where it has not. */
function decay(ctx, part) {
  const { t, fmt } = ctx;
  return part.halfLifeDays && part.outcome === 'MET' ? t('score.decay', { n: fmt.number(part.halfLifeDays), age: fmt.number(part.ageDays ?? 0, { maximumFractionDigits: 0 }), full: fmt.number(part.full) }) : '';
}

/** The card of a score. */
export function scoreCard(ctx, score) {
  const { html, t, icon } = ctx;
  const order = { MET: 0, WITHHELD: 1, NOT_MET: 2 };
  const parts = [...score.parts].sort((a, b) => order[a.outcome] - order[b.outcome]);
  const line = (part) => html`<li><span class="grow break"><strong class=${part.outcome === 'MET' ? '' : 'muted'}>${named(ctx, part.rule)}</strong><br /><span class="small second">${[because(ctx, part), decay(ctx, part)].filter(Boolean).join(' · ')}</span>
      ${part.outcome === 'MET' ? html`<progress class=${part.full < 0 ? 'bad' : 'ok'} max=${Math.abs(part.full)} value=${Math.abs(Number(part.points))} aria-label=${t('score.left', { rule: named(ctx, part.rule) })}></progress>` : ''}</span>
    <span class="num nowrap ${part.outcome === 'MET' ? '' : 'muted'}">${part.outcome === 'WITHHELD' ? icon('eye-off') : points(ctx, part.points)}</span></li>`;
  return html`<section class="card" aria-label=${t('score')}><div class="card-head"><h2>${t('score')}</h2><strong class="figure num">${points(ctx, score.score)}</strong></div>
    ${score.withheld ? html`<p class="padded small second">${t('score.withheld')}</p>` : ''}
    ${parts.length ? html`<ul class="list">${parts.map(line)}</ul>` : html`<p class="padded muted">${t('score.noRules')}</p>`}</section>`;
}

const scores = async ({ api, signal }, path, name, ids) => {
  const found = {};
  for (let i = 0; i < ids.length; i += 50) Object.assign(found, (await api.get(path, { [name]: ids.slice(i, i + 50) }, { signal })).items);
  return found;
};

/** The scores of some opportunities by their ids. */
export const scoresOf = (ctx, ids) => scores(ctx, '/funnel/scores', 'opportunity', ids);

/** The scores of some leads by their ids. */
export const scoresOfLeads = (ctx, ids) => scores(ctx, '/funnel/lead-scores', 'lead', ids);
