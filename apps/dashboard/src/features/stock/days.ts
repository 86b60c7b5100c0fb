/** The first moment of a day here, as an instant. */
export const startOfDay = (day: string): string => new Date(`${day}T00:00:00`).toISOString();

/** The last moment of a day here, as an instant. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:59.999`).toISOString();
