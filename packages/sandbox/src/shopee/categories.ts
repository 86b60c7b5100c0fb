export interface Category {
  readonly id: number;
  readonly parentId: number;
  readonly name: string;
  /** In Indonesian, for those who ask in it. */
  readonly localName: string;
}

/** A small tree; items belong to its leaves. */
export const categories: readonly Category[] = [
  { id: 100_629, parentId: 0, name: 'Food & Beverages', localName: 'Makanan & Minuman' },
  { id: 100_800, parentId: 100_629, name: 'Beverages', localName: 'Minuman' },
  { id: 100_801, parentId: 100_800, name: 'Coffee', localName: 'Kopi' },
  { id: 100_636, parentId: 0, name: 'Home & Living', localName: 'Perlengkapan Rumah' },
  { id: 100_715, parentId: 100_636, name: 'Kitchenware', localName: 'Peralatan Dapur' },
  { id: 100_716, parentId: 100_636, name: 'Dinnerware', localName: 'Peralatan Makan' },
];

const hasChildren = (id: number): boolean => categories.some((category) => category.parentId === id);

export const isLeaf = (id: number): boolean => categories.some((category) => category.id === id) && !hasChildren(id);

export const categoryView = (category: Category, language: string): Readonly<Record<string, unknown>> => ({
  category_id: category.id,
  parent_category_id: category.parentId,
  original_category_name: category.name,
  display_category_name: language === 'id' ? category.localName : category.name,
  has_children: hasChildren(category.id),
});
