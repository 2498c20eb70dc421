/** In characters as people count them. */
export const longestNickname = 24;

/** What somebody wants to be called, or that nothing of it can be shown. */
export type ReadNickname =
  | { readonly kind: 'nickname'; readonly nickname: string | null }
  | { readonly kind: 'problem'; readonly remedy: string };

/** Whoever is nobody in particular. */
export const somebody = 'somebody';

/**
 * A nickname is letters, numbers, and a few signs between them: no mention, address, emoji code or mark can be written with these, and no letter carries more
 * than two accents. What else was typed is left out, and shown as it will stand before anybody else sees it.
 */
export function readNickname(typed: string): ReadNickname {
  const nickname = typed
    .normalize('NFKC')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/[^\p{L}\p{M}\p{N} '’_-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s'’_\p{M}-]+|[\s_-]+$/gu, '');
  if (typed.trim() === '' || nickname.toLowerCase() === somebody) return { kind: 'nickname', nickname: null };
  if (!/[\p{L}\p{N}]/u.test(nickname)) return { kind: 'problem', remedy: 'A nickname needs at least one letter or number.' };
  const length = [...new Intl.Segmenter('en').segment(nickname)].length;
  if (length > longestNickname) return { kind: 'problem', remedy: `A nickname has at most ${longestNickname} letters.` };
  return { kind: 'nickname', nickname };
}

/** Two that look the same are the same. */
export function nicknameKey(nickname: string): string {
  return nickname.toLowerCase().replace(/[\s'’_-]/g, '');
}

/** For people. Behind one that is written from right to left, a mark of no width keeps what follows in its place. */
export function sayName(nickname: string | null): string {
  if (nickname === null) return somebody;
  return /[\u0590-\u08FF\uFB1D-\uFEFC]/.test(nickname) ? `${nickname}\u200E` : nickname;
}
