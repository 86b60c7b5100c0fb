/**
 * V8 lets young objects take up to 192 MB of a machine with much memory before it looks for garbage, and never gives them back: half of
 * what the hub held at rest. With a quarter of that it collects a little more often.
 */
export const hubNodeOptions = `${process.env.NODE_OPTIONS ?? ''} --max-semi-space-size=16`.trim();
