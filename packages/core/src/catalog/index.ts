/**
 * Listings and their variants as the marketplaces show them, their pictures, and what each variant is made of. A variant is mapped to
 * the SKU whose code equals its seller code, or that alone has its barcode; what is not mapped stays visible as such, with suggestions.
 */

export { type CatalogJobDeps, catalogJobKinds, startCatalogJobs } from './catalog-jobs.ts';
export { type ImportedListings, importListings } from './listings/import-listings.ts';
export { findVariants, knowVariants, type SoldVariant } from './listings/know-variants.ts';
export { type ListingRouteDeps, registerListingRoutes } from './listings/listing-routes.ts';
export { changeMappings, type MappingDeps, type MappingOutcome, type MappingWish } from './mappings/change-mappings.ts';
export { type Component, findComponents } from './mappings/find-components.ts';
export { mapAutomatically } from './mappings/map-automatically.ts';
export { lockMappings } from './mappings/mapping-lock.ts';
export { type MappingRouteDeps, registerMappingRoutes } from './mappings/mapping-routes.ts';
export { pictureAddress } from './picture-address.ts';
export type { ProductDeps } from './products/product-deps.ts';
export { registerProductRoutes } from './products/product-routes.ts';
export { findPublishable, notePublished, notePublishProblems, type PublishableVariant, variantsOfSkus } from './published-quantities.ts';
export { noteSeenQuantities, variantsToRead } from './seen-quantities.ts';
export { wordsOf } from './words.ts';
