import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { ApiProblem, type Schemas } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { TextAreaField, TextField } from '../../../ui/field.tsx';
import { FormProblem } from '../../../ui/form-problem.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { whyNot } from '../platform-deeds.ts';
import { createProduct } from '../product-calls.ts';
import { type Platform, shopSampleQuery } from '../product-queries.ts';
import { AttributeFields } from './attribute-fields.tsx';
import { ImageFields } from './image-fields.tsx';
import { emptyForm, type ProductForm, problemsOf, toDraft } from './product-form.ts';
import { VariantFields } from './variant-fields.tsx';

const shown = ['title', 'description', 'categoryId', 'brand', 'weightGrams'];
const isShown = (path: string) => shown.includes(path) || /^variants\.\d+\.(sellerCode|barcode|quantity|price(\.amount)?)$/.test(path);

/** Makes a product at the marketplace of a shop; what the marketplace refuses stands beside the field. */
export function NewProductForm({ shop, platform }: { shop: Schemas['Shop']; platform: Platform }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const listId = useId();
  const [form, setForm] = useState<ProductForm>(() => emptyForm(''));
  const [isTried, setTried] = useState(false);
  // Other products of the shop tell its currency and its categories.
  const { data: sample } = useQuery(shopSampleQuery(shop.id));
  const currency = form.currency || (sample?.items.find((one) => one.priceFrom)?.priceFrom?.currency ?? '');
  const categories = new Map(sample?.items.flatMap(({ category }) => (category ? [[category.externalId, category.name] as const] : [])));
  const create = useAction((draft: Schemas['ProductDraft']) => createProduct(platform.slug, shop.id, draft), {
    stale: [['listings'], ['mappings']],
    said: t('productForm.done', { market: platform.title }),
    isProblemShown: true,
  });
  const problems = create.error instanceof ApiProblem ? create.error.fields : {};
  const own = problemsOf(form);
  const change = (next: Partial<ProductForm>) => setForm((before) => ({ ...before, ...next }));
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (own.length > 0) return;
    create.mutate(toDraft({ ...form, currency }), {
      onSuccess: ({ id }) => void navigate({ to: '/products', search: { shopId: shop.id, listing: id } }),
    });
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <Panel title={t('productForm.what')}>
        <div className="grid gap-4 md:grid-cols-2">
          <div className="md:col-span-2">
            <TextField
              label={t('products.edit.name')}
              value={form.title}
              required
              maxLength={500}
              problem={problems.title}
              onChange={(event) => change({ title: event.target.value })}
            />
          </div>
          <div className="md:col-span-2">
            <TextAreaField
              label={t('products.description')}
              value={form.description}
              required
              rows={5}
              maxLength={20_000}
              problem={problems.description}
              onChange={(event) => change({ description: event.target.value })}
            />
          </div>
          <div>
            <TextField
              label={t('productForm.category')}
              value={form.categoryId}
              required
              maxLength={100}
              list={listId}
              autoComplete="off"
              help={categories.get(form.categoryId.trim()) || t('productForm.categoryHelp', { market: platform.title })}
              problem={problems.categoryId}
              onChange={(event) => change({ categoryId: event.target.value })}
            />
            <datalist id={listId}>
              {[...categories].map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </datalist>
          </div>
          <TextField
            label={t('productForm.brand')}
            value={form.brand}
            maxLength={200}
            problem={problems.brand}
            onChange={(event) => change({ brand: event.target.value })}
          />
          <TextField
            label={t('productForm.weight')}
            type="number"
            min={1}
            max={10_000_000}
            value={form.weight}
            problem={problems.weightGrams}
            onChange={(event) => change({ weight: event.target.value })}
          />
          <TextField
            label={t('productForm.currency')}
            value={currency}
            required
            pattern="[A-Za-z]{3}"
            maxLength={3}
            placeholder="IDR"
            onChange={(event) => change({ currency: event.target.value })}
          />
        </div>
      </Panel>
      <Panel title={t('products.pictures')}>
        <ImageFields platform={platform} shopId={shop.id} images={form.images} onChange={(images) => change({ images })} />
      </Panel>
      <Panel title={t('productForm.variants')}>
        <VariantFields form={form} problems={problems} whyOnlyOne={whyNot(platform, 'listing-variants')} onChange={setForm} />
      </Panel>
      <Panel title={t('products.attributes')}>
        <AttributeFields attributes={form.attributes} onChange={(attributes) => change({ attributes })} />
      </Panel>
      {isTried && own.length > 0 && (
        <ul role="alert" className="rounded-lg bg-bad-wash px-3 py-2 font-medium text-bad">
          {own.map((problem) => (
            <li key={problem}>{t(`productForm.problem.${problem}`)}</li>
          ))}
        </ul>
      )}
      <FormProblem error={create.error} shown={Object.keys(problems).filter(isShown)} />
      <div className="flex justify-end gap-2">
        <Button onClick={() => void navigate({ to: '/products' })}>{t('shell.cancel')}</Button>
        <Button type="submit" look="primary" isBusy={create.isPending}>
          {t('productForm.submit', { market: platform.title })}
        </Button>
      </div>
    </form>
  );
}
