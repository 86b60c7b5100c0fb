/**
 * Listings and their variants as the marketplaces show them, and what each variant is made of. A variant is mapped to the SKU
 * whose code equals its seller code; what is not mapped stays visible as such.
 */

export { type CatalogJobDeps, startCatalogJobs } from './catalog-jobs.ts';
export { type Component, findComponents } from './find-components.ts';
export { type ImportedListings, importListings } from './import-listings.ts';
export { findVariants, knowVariants, type SoldVariant } from './know-variants.ts';
export { mapByCode } from './map-by-code.ts';
export { lockMappings } from './mapping-lock.ts';
export { findPublishable, notePublished, notePublishProblem, type PublishableVariant, variantsOfSkus } from './published-quantities.ts';
export { noteSeenQuantities, variantsToRead } from './seen-quantities.ts';
