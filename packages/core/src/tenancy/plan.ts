export const plans = ['free', 'pro', 'enterprise'] as const;
export type Plan = (typeof plans)[number];

/** How many times the ordinary inbound limits an organisation of this plan may call. */
export const planFactor: Readonly<Record<Plan, number>> = { free: 1, pro: 5, enterprise: 20 };
