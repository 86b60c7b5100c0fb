import { PopupFrame, type PopupProps } from './popup-frame.tsx';

const looks = {
  backdrop: 'bg-black/35',
  popup: 'inset-y-0 right-0 w-[min(32rem,100vw)] border-l',
  header: 'border-b border-line py-3',
  body: 'flex flex-1 flex-col gap-5 py-4',
  footer: '',
};

const wideLooks = { ...looks, popup: 'inset-y-0 right-0 w-[min(56rem,100vw)] border-l' };

/** Details beside the list: from the right, the whole width on a phone. */
export function Drawer({ isWide = false, ...props }: PopupProps & { isWide?: boolean }) {
  return <PopupFrame {...props} looks={isWide ? wideLooks : looks} />;
}
