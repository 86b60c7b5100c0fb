/** Schema of the queue library; its tables belong to the owner of the database. */
export const queueSchema = 'pgboss';
export const deadLetterQueue = 'dead-letters';
/** The library's table of all jobs whose queue has no table of its own. */
export const jobTable = `${queueSchema}.job_common`;
