import { z } from 'zod';

/** One environment variable: what it means, and how its text becomes a value. Everything about it is said here once. */
export interface EnvVariable<T> {
  readonly section: string;
  readonly text: string;
  /** Reads the text; its complaints finish the sentence "NAME …". Gets undefined when the variable is not set or empty. */
  readonly schema: z.ZodType<T>;
  /** Shown in the reference: what applies when it is not set. */
  readonly unset: string;
  /** How to make a good value. */
  readonly hint: string;
  readonly isSecret?: true;
  /** Required in production; made once and kept in DATA_DIR elsewhere. */
  readonly isGenerated?: true;
}

/** Keeps the type of the value next to the description. */
export function variable<T>(definition: EnvVariable<T>): EnvVariable<T> {
  return definition;
}

const onOff = z.enum(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off'], 'must be true or false');

export const flag = (byDefault: boolean) =>
  onOff.optional().transform((text) => (text === undefined ? byDefault : ['true', '1', 'yes', 'on'].includes(text)));

/** Undefined when it is not set. */
export const optionalFlag = () =>
  onOff.optional().transform((text) => (text === undefined ? undefined : ['true', '1', 'yes', 'on'].includes(text)));

export const wholeNumber = (min: number, max: number, byDefault: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .optional()
    .transform((text) => (text === undefined ? byDefault : Number(text)))
    .refine((number) => number >= min && number <= max, `must be a whole number from ${min} to ${max}`);

export const webAddress = () =>
  z.url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' }).optional();

export const hexKey = () =>
  z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits (32 bytes)')
    .optional();

export const digits = () =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be digits only')
    .optional();

export const email = () => z.email('must be an e-mail address').optional();

export const text = () => z.string().max(2000).optional();

export const origins = () =>
  z
    .string()
    .optional()
    .transform((list) =>
      (list ?? '')
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    )
    .refine(
      (list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
      'must be origins such as https://app.example.com, with commas between them and no path',
    );
