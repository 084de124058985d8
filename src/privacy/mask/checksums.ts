/**
 * Whether the last digit of a number is its check digit: the Luhn algorithm, ISO/IEC 7812-1,
 * annex B.
 *
 * @param digits - nothing but digits
 */
export function hasLuhnDigit(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    const weighed = index % 2 === 0 ? digit : digit * 2
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return sum % 10 === 0
}

/**
 * Whether an IBAN holds its own checksum: the first four characters moved to the end and letters
 * read as numbers, A = 10, it leaves 1 when divided by 97. ISO 13616-1, after ISO/IEC 7064.
 *
 * @param iban - nothing but letters and digits
 */
export function hasIbanChecksum(iban: string): boolean {
  let remainder = 0
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder === 1
}
