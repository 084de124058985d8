import { hasIbanChecksum, hasLuhnDigit } from './checksums.ts'
import type { MaskRule } from './mask-rule.ts'

/**
 * First digits and lengths of the cards of Visa, Mastercard, American Express, Diners Club,
 * Discover, UnionPay, JCB and Maestro, as the networks publish them (ISO/IEC 7812). The check
 * digit alone takes one number in ten for a card, times in milliseconds among them.
 */
const CARD =
  /^(?:4\d{12}(?:\d{3}){0,2}|(?:5[1-5]\d|22[2-9]|2[3-6]\d|27[01])\d{13}|2720\d{12}|3[47]\d{13}|3[0689]\d{12}|(?:6011|6[245]\d\d|35\d\d)\d{12,15}|(?:50|5[6-8]|6[37])\d{11,17})$/

const card: MaskRule = {
  kind: 'card',
  hint: /\d{3}/,
  // In one piece, in fours, or as American Express and Diners Club print theirs. A fraction and
  // a part of a UUID are none.
  pattern:
    /(?<![a-z\d]|\d\.)\d{13,19}(?![a-z\d])|(?<![\w-])\d{4}([ .-])(?:\d{4}\1\d{4}\1\d{4}|\d{6}\1\d{4,5})(?!\w|-\w)/gi,
  accepts(match) {
    const digits = match.replace(/\D/g, '')
    return CARD.test(digits) && hasLuhnDigit(digits)
  },
}

/** The length, with its spaces, of the IBAN that a match begins with; 0 if it does not. */
function measureIban(match: string): number {
  // In a text, the next word may look like one more group of four.
  for (let end = match.length; end >= 15; end = Math.max(...SEPARATORS.map(cutBefore(end)))) {
    if (hasIbanChecksum(match.slice(0, end).replace(/[ -]/g, ''))) return end
  }
  return 0

  function cutBefore(end: number) {
    return (separator: string) => match.lastIndexOf(separator, end - 1)
  }
}

const SEPARATORS = [' ', '-']

const iban: MaskRule = {
  kind: 'iban',
  hint: /[a-z]{2}\d{2}/i,
  // The countries of the IBAN registry that SWIFT keeps for ISO 13616; 15 to 34 characters.
  pattern:
    /(?<![a-z\d])(?:A[DELTZ]|B[AEGHIRY]|C[HRYZ]|D[EJKO]|E[EGS]|F[IKOR]|G[BEILRT]|H[NRU]|I[ELQST]|JO|K[WZ]|L[BCITUVY]|M[CDEKNRTU]|N[ILO]|OM|P[KLST]|QA|R[OSU]|S[ACDEIKMOTV]|T[LNR]|UA|V[AG]|XK|YE)\d{2}([ -]?)[a-z\d]{4}(?:\1[a-z\d]{4}){1,6}(?:\1[a-z\d]{1,3})?(?![a-z\d])/gi,
  // One hash in some thousands is valid by chance.
  accepts: (match) => !/^[a-f]{2}\d*[a-f][\da-f]*$/.test(match) && measureIban(match) > 0,
  measure: measureIban,
}

/**
 * A US social security number, of those that the administration has ever given out, or of any that
 * is called one.
 */
const ssn: MaskRule = {
  kind: 'ssn',
  hint: /\d\d[ -]?\d{4}/,
  pattern:
    /(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])|\d(?<=\bssn\D{1,12}\d)\d\d[ -]?\d{2}[ -]?\d{4}(?!\w)/gi,
}

/** Numbers that belong to one person, told by their checksums or shape. */
export const numberRules: readonly MaskRule[] = [iban, card, ssn]
