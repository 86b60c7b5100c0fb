import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { classes } from './classes.ts';

const sizes = { small: 'size-10', large: 'size-24' } as const;

/** A small picture of a thing whose name stands beside it; a sign in its place where there is none. */
export function Thumbnail({ url, size = 'small' }: { url: string | null; size?: keyof typeof sizes }) {
  const [brokenUrl, setBrokenUrl] = useState<string>();
  const frame = classes('shrink-0 rounded-lg border border-line bg-page', sizes[size]);
  if (url === null || url === brokenUrl) {
    return (
      <span className={classes(frame, 'grid place-items-center text-faint')}>
        <ImageOff className="size-4.5" aria-hidden />
      </span>
    );
  }
  return <img src={url} alt="" loading="lazy" onError={() => setBrokenUrl(url)} className={classes(frame, 'object-cover')} />;
}
