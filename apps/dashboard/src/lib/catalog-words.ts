import { fulfilmentWords } from '../words/fulfilment.ts';
import { mappingWords } from '../words/mapping.ts';
import { productFormWords } from '../words/product-form.ts';
import { productsWords } from '../words/products.ts';
import { skuImportWords } from '../words/sku-import.ts';
import { skusWords } from '../words/skus.ts';
import { addSections } from './words.ts';

export const catalogSections = {
  products: productsWords,
  productForm: productFormWords,
  mapping: mappingWords,
  skus: skusWords,
  skuImport: skuImportWords,
  fulfilment: fulfilmentWords,
};

/** The words of products, mapping, SKUs and shipping times come with their screens, not with the first page. */
export function addCatalogWords(): void {
  addSections(catalogSections);
}
