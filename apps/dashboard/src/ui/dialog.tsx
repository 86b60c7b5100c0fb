import { PopupFrame, type PopupProps } from './popup-frame.tsx';

const looks = {
  backdrop: 'bg-black/45',
  popup: 'top-1/2 left-1/2 max-h-[88dvh] w-[min(34rem,calc(100vw-1.5rem))] -translate-x-1/2 -translate-y-1/2 rounded-2xl border',
  header: 'pt-4 pb-2',
  body: 'py-3',
  footer: 'justify-end',
};

/** A question or a short form in the middle of the page. */
export function Dialog(props: PopupProps) {
  return <PopupFrame {...props} looks={looks} />;
}
