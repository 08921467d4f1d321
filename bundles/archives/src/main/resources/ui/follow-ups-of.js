/** The follow-ups of a customer. */
import { item, plan } from './follow-up-parts.js';
import { body, pages } from './shared.js';

/** Shows the follow-ups of `params.customerId`. */
export function mount(el, ctx) {
  const { html, render, t, icon, params, user } = ctx;
  const list = pages(ctx, '/archives/follow-ups', () => ({ customer: params.customerId }), draw);
  const add = async () => {
    if (await plan(ctx, params.customerId)) list.load();
  };
  function draw() {
    const button = user.can('archives:follow-up:create') ? html`<button type="button" class="btn small" @click=${add}>${icon('plus')}${t('followUp.plan')}</button>` : '';
    render(
      html`${list.items?.length ? html`<div class="row end">${button}</div>` : ''}${body(ctx, list, (items) => html`<ol class="timeline flat">${items.map((f) => item(ctx, f, { reload: list.load }))}</ol>`, { icon: 'calendar', title: t('followUp.none'), text: t('followUp.noneText'), action: button })}`,
      el,
    );
  }
  draw();
  ctx.on('customer', ({ id }) => {
    if (!id || id === params.customerId) list.load();
  });
  list.load();
}
