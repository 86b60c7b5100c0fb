/**
 * Documents and images, kept by the SHA-256 of their bytes. What `put` answered is on the disk whole, or it is not there at all;
 * bytes never change under their name.
 */
export { type BlobStore, openBlobStore } from './blob-store.ts';
