const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  colon: ':',
  commat: '@',
  equals: '=',
  lowbar: '_',
  nbsp: ' ',
  num: '#',
  period: '.',
  plus: '+',
  quest: '?',
  quot: '"',
  sol: '/',
}

/** `\u0040`, `\u{40}`, `\x40`, `%u0040`, `&#64;`, `&#x40;`, `&commat;`, `\/`. */
const ESCAPE = new RegExp(
  String.raw`[\\%]u([\da-f]{4})|\\u\{([\da-f]{1,8})\}|\\x([\da-f]{2})|&#x([\da-f]{1,8});?|&#(\d{1,8});?|&(${Object.keys(NAMED).join('|')});|\\(["'/])`,
  'gi',
)

/** Whether there is anything to decode; base64 aside. */
export function isEncoded(text: string): boolean {
  return /[%&\\]|[^\n -~]/.test(text)
}

/**
 * Takes one layer off a text: percent-encoding, the escapes of HTML and JavaScript, characters
 * that are not seen (zero-width, of direction), and other forms of the same one (`＠`, `①`).
 */
export function decodeOnce(text: string): string {
  return text
    .replace(/(?:%[\da-f]{2})+/gi, decodePercent)
    .replace(ESCAPE, decodeEscape)
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
    .normalize('NFKC')
}

function decodePercent(run: string): string {
  try {
    return decodeURIComponent(run)
  } catch {
    // Not UTF-8, or cut off: what is ASCII in it can still be read.
    return run.replace(/%[0-7][\da-f]/gi, decodeURIComponent)
  }
}

function decodeEscape(escape: string, ...groups: readonly (string | undefined)[]): string {
  const [unit, point, byte, hex, decimal, name, itself] = groups
  if (itself !== undefined) return itself
  if (name !== undefined) return NAMED[name.toLowerCase()]!
  const code = decimal ? Number(decimal) : Number.parseInt((unit ?? point ?? byte ?? hex)!, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : escape
}
