/** Writes an opportunity down from the head of a customer's page. */
import { create } from './forms.js';

/** Opens the dialog for `params.customerId`; resolves with the opportunity, or undefined. */
export const run = (ctx) => create(ctx, { customer: { id: ctx.params.customerId, displayName: ctx.params.customer?.displayName ?? '' } });
