/**
 * Packages, what the marketplaces were told of them, and their labels. Promises: a package is arranged at most once, whatever
 * crashes; what a marketplace did not answer is read back and decided; a label is fetched once and kept by its hash.
 */
export { findPackageLabel, type LabelFormat, type PackageLabel } from './label-store.ts';
