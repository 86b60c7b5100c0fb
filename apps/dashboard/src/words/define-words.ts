/** Texts of one part of the screen in both languages. Indonesian must have exactly the keys of English: the type says so. */
export function defineWords<const En extends Words>(words: { en: En; id: Translated<En> }): { en: En; id: Translated<En> } {
  return words;
}

interface Words {
  readonly [key: string]: string | Words;
}

type Translated<W> = { readonly [K in keyof W]: W[K] extends string ? string : Translated<W[K]> };
