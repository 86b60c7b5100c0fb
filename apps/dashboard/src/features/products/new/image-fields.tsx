import { ImagePlus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { whyNot } from '../platform-deeds.ts';
import { uploadImage } from '../product-calls.ts';
import type { Platform } from '../product-queries.ts';

const mostImages = 12;

interface Props {
  platform: Platform;
  shopId: string;
  images: readonly string[];
  onChange: (images: readonly string[]) => void;
}

/** Pictures of a new product: uploaded where the marketplace takes files, named by their address where it does not. */
export function ImageFields(props: Props) {
  const { t } = useTranslation();
  const reason = whyNot(props.platform, 'listing-images');
  return (
    <div className="flex flex-col gap-3">
      {reason === undefined ? (
        <Uploads {...props} />
      ) : (
        <>
          <p className="text-sm text-soft">{reason}</p>
          <Addresses {...props} />
        </>
      )}
      {props.images.length > 0 && <p className="text-sm text-soft">{t('productForm.firstIsMain')}</p>}
    </div>
  );
}

function Uploads({ platform, shopId, images, onChange }: Props) {
  const { t } = useTranslation();
  const fileId = useId();
  // What the marketplace calls a picture cannot be shown: the chosen file is.
  const [previews, setPreviews] = useState<Readonly<Record<string, string>>>({});
  const upload = useAction(
    async (files: readonly File[]) => {
      const references: string[] = [];
      for (const file of files.slice(0, mostImages - images.length)) {
        const { reference } = await uploadImage(platform.slug, shopId, file);
        references.push(reference);
        const preview = URL.createObjectURL(file);
        setPreviews((before) => ({ ...before, [reference]: preview }));
      }
      return references;
    },
    { stale: [] },
  );
  return (
    <>
      <label
        htmlFor={fileId}
        className="inline-flex h-9 w-fit cursor-pointer items-center gap-1.5 rounded-lg border border-line bg-raised px-3.5 font-medium focus-within:outline-2 focus-within:outline-accent hover:bg-page"
      >
        <ImagePlus className="size-4" aria-hidden /> {t(upload.isPending ? 'productForm.uploading' : 'productForm.upload')}
        <input
          id={fileId}
          type="file"
          multiple
          accept="image/png,image/jpeg"
          disabled={upload.isPending || images.length >= mostImages}
          className="sr-only"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            if (files.length > 0) upload.mutate(files, { onSuccess: (references) => onChange([...images, ...references]) });
          }}
        />
      </label>
      <p className="text-sm text-soft">{t('productForm.imageHelp')}</p>
      {images.length > 0 && (
        <ul aria-label={t('products.pictures')} className="flex flex-wrap gap-2">
          {images.map((reference, index) => (
            <li key={reference} className="relative">
              <img
                src={previews[reference] ?? ''}
                alt={t('products.picture', { number: index + 1 })}
                className="size-24 rounded-lg border border-line bg-page object-cover"
              />
              <button
                type="button"
                aria-label={t('productForm.removeImage', { number: index + 1 })}
                onClick={() => onChange(images.filter((one) => one !== reference))}
                className="absolute top-1 right-1 grid size-6 place-items-center rounded-full border border-line bg-raised hover:text-bad"
              >
                <X className="size-4" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Addresses({ images, onChange }: Props) {
  const { t } = useTranslation();
  const [address, setAddress] = useState('');
  const isAddress = /^https:\/\/\S+$/.test(address.trim());
  const add = () => {
    if (!isAddress || images.includes(address.trim())) return;
    onChange([...images, address.trim()]);
    setAddress('');
  };
  return (
    <>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={t('productForm.address')}
            type="url"
            value={address}
            maxLength={500}
            placeholder="https://"
            onChange={(event) => setAddress(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
          />
        </div>
        <Button className="h-10" disabled={!isAddress || images.length >= mostImages} onClick={add}>
          {t('productForm.addAddress')}
        </Button>
      </div>
      <ul aria-label={t('products.pictures')} className="flex flex-col gap-1">
        {images.map((one, index) => (
          <li key={one} className="flex items-center gap-2 rounded-lg bg-page px-3">
            <span className="min-w-0 flex-1 truncate text-sm">{one}</span>
            <IconButton
              icon={X}
              label={t('productForm.removeImage', { number: index + 1 })}
              onClick={() => onChange(images.filter((other) => other !== one))}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
