const mostWords = 24;
const longestWord = 60;

/** The words of a text, in lower case and each once, in their order: what titles and SKU names are compared by. */
export function wordsOf(text: string): string[] {
  const parts = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
  return [...new Set(parts.map((part) => [...part].slice(0, longestWord).join('')))].slice(0, mostWords);
}
