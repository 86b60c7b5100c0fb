import { controlPage } from '../stage/control-page.ts';

/** The page to steer this platform by hand. */
export const page = controlPage(new URL('control-page/', import.meta.url));
