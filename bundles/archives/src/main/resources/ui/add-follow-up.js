/** Plans a call or a visit from the head of a customer's page. */
import { plan } from './follow-up-parts.js';

/** Opens the dialog for `params.customerId`; resolves with the follow-up, or undefined. */
export const run = (ctx) => plan(ctx, ctx.params.customerId);
