/** Days that an organisation does not keep in the database any longer, as files that it can take. */
export { archiveDays } from './archive-days.ts';
export { registerArchiveRoutes } from './archive-routes.ts';
