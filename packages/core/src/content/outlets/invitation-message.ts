export interface InvitationMessage {
  readonly en: string;
  readonly id: string;
}

/** A text to paste into a messenger, for the person in charge. */
export function invitationMessage(about: {
  platformTitle: string;
  picName: string;
  outletName: string;
  link: string;
  expiresAt: Date;
}): InvitationMessage {
  const { platformTitle, picName, outletName, link, expiresAt } = about;
  const until = (locale: string) => expiresAt.toLocaleDateString(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return {
    en: `Hello ${picName}, please connect the ${platformTitle} account of ${outletName}. Open this link, sign in with the account of the store and agree; it takes a minute: ${link} (works until ${until('en-GB')})`,
    id: `Halo ${picName}, mohon hubungkan akun ${platformTitle} ${outletName}. Buka tautan ini, masuk dengan akun toko, lalu setujui; hanya perlu satu menit: ${link} (berlaku sampai ${until('id-ID')})`,
  };
}
