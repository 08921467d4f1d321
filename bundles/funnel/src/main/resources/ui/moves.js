/** Moves from stage to stage: what each of them asks for, and what is said when it is refused. */
import { named, reasonsOf, titleOf } from './shared.js';

const WON = ['WON', 'POST_SALE'];

/** The stages that an opportunity can go to, in their order. */
export function targets(pipeline, opportunity) {
  return pipeline.stages.filter((stage) => stage.id !== opportunity.stageId);
}

function asks(from, to) {
  if (WON.includes(from?.kind) && WON.includes(to.kind)) return null;
  if (from && from.kind !== 'OPEN') return 'reopen';
  return to.kind === 'LOST' ? 'lose' : null;
}

/** Whether the move takes words of the user before it can be made. */
export const needsWords = (pipeline, opportunity, to) => asks(pipeline.stages.find((s) => s.id === opportunity.stageId), to) !== null;

/**
 * Moves an opportunity to a stage and answers it as it is then; null when it was given up or refused, which was said.
 */
export async function move(ctx, { opportunity, pipeline, to }) {
  const from = pipeline.stages.find((s) => s.id === opportunity.stageId);
  const kind = asks(from, to);
  const also = kind === 'reopen' && to.kind === 'LOST';
  const send = (words) => ctx.api.post(`/funnel/opportunities/${opportunity.id}/moves`, { stage: to.id, from: opportunity.stageId, ...words });
  try {
    if (kind === 'lose' || also) return (await loseDialog(ctx, opportunity, send)) ?? null;
    if (kind === 'reopen') return (await reopenDialog(ctx, opportunity, to, send)) ?? null;
    return await send({});
  } catch (error) {
    if (error.status === 409 && error.errors?.length) missing(ctx, opportunity, to, error);
    else ctx.toastError(error);
    return null;
  }
}

/** A form of words in a dialog; what lacks is told by a dialog of its own, other faults in the form. */
async function words(ctx, { title, intro, fields, value, submitLabel, values, send }) {
  const { html, dialog } = ctx;
  let refused = null;
  const done = await dialog({
    title,
    size: 'small',
    body: ({ close }) => html`${intro ? html`<p class="second spaced-after">${intro}</p>` : ''}<kw-form .fields=${fields} .value=${value} .submitLabel=${submitLabel} .cancel=${() => close()} .submit=${async (v, form) => {
      try {
        const moved = await send(values(v));
        form.settle();
        close(moved);
      } catch (error) {
        if (error.status !== 409 || !error.errors?.length) throw error;
        refused = error;
        form.settle();
        close();
      }
    }}></kw-form>`,
  });
  if (refused) throw refused;
  return done;
}

async function loseDialog(ctx, opportunity, send) {
  const { t } = ctx;
  const reasons = (await reasonsOf(ctx)).filter((r) => !r.retired);
  return words(ctx, {
    title: t('lose.title', { title: titleOf(ctx, opportunity) }),
    fields: [
      { name: 'reason', label: t('lostReason'), type: 'select', required: true, options: reasons.map((r) => ({ value: r.key, label: named(ctx, r.title) })) },
      { name: 'competitor', label: t('competitor'), maxlength: 100, hint: t('competitorHint') },
    ],
    value: { reason: '', competitor: opportunity.competitor ?? '' },
    submitLabel: t('lose'),
    values: (v) => ({ reason: v.reason, competitor: v.competitor || null }),
    send,
  });
}

function reopenDialog(ctx, opportunity, to, send) {
  const { t } = ctx;
  return words(ctx, {
    title: t('reopen.title', { title: titleOf(ctx, opportunity) }),
    intro: t('reopen.text', { stage: named(ctx, to.name) }),
    fields: [{ name: 'reason', label: t('reopen.reason'), type: 'textarea', rows: 3, required: true, maxlength: 500 }],
    value: { reason: '' },
    submitLabel: t('reopen'),
    values: (v) => ({ reason: v.reason }),
    send,
  });
}

/** Says which members an opportunity lacks for a stage. */
function missing(ctx, opportunity, to, error) {
  const { html, t, icon, dialog, href } = ctx;
  const member = (pointer) => {
    const key = `member.${pointer.split('/')[1]}`;
    const text = t(key);
    return text === key ? pointer : text;
  };
  return dialog({
    title: t('missing.title', { stage: named(ctx, to.name) }),
    size: 'small',
    body: ({ close }) => html`<div class="stack"><p class="second">${t('missing.text', { title: titleOf(ctx, opportunity) })}</p>
      <ul class="contacts">${error.errors.map((fault) => html`<li><span class="contact-icon">${icon('circle-alert')}</span><span class="grow">${member(fault.pointer ?? '')}</span></li>`)}</ul>
      <div class="dialog-foot"><button type="button" class="btn" @click=${() => close()}>${t('kit.close')}</button><a class="btn primary" href=${href(`/funnel/opportunities/${opportunity.id}?edit=1`)} @click=${() => close()}>${t('missing.open')}</a></div></div>`,
  });
}
