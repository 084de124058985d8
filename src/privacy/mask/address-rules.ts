import type { MaskRule } from './mask-rule.ts'

/**
 * RFC 5322 without the characters that separate words in addresses and code, or a quoted local
 * part; domains as in RFC 5890, an address in brackets, or `localhost`. A handle (`a@b`), a
 * version (`vue@3.5.11`) and an image for dense screens (`logo@2x.png`) are none.
 */
export const email: MaskRule = {
  kind: 'email',
  hint: /@/,
  pattern:
    /(?:"[^"]{1,64}"|(?<![\p{L}\p{M}\p{N}.!#$%'*+=^_~-])[\p{L}\p{M}\p{N}.!#$%'*+=^_~-]{1,1024})@(?:\[(?:IPv6:)?[\da-f:.]{2,45}\]|localhost|\d{1,3}(?:\.\d{1,3}){3}|(?!\d{1,5}\.\d{1,5}\.\d|[1-4]x\.(?:png|jpe?g|webp|avif|svg|gif))(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{0,62}\.){1,20}(?:xn--[a-z\d-]{2,59}|[\p{L}\p{M}]{2,63}))/giu,
}

/** E.164: `+`, and up to fifteen digits. And as it is written in North America: `(415) 555-2671`. */
const phone: MaskRule = {
  kind: 'phone',
  hint: /\+[1-9]|\(\d{3}\)/,
  pattern:
    /(?<![\w+])\+[1-9](?:[ ()./-]{0,3}\d){7,14}(?!\d)|(?<!\w)\(\d{3}\) ?\d{3}[ .-]\d{4}(?!\d)/g,
}

const ipv4: MaskRule = {
  kind: 'ip',
  hint: /\d\.\d{1,3}\.\d/,
  // Not what is called a version, goes on as one, or ends as a browser's does: `120.0.0.0`.
  pattern:
    /(?<![\w.]|\bv(?:er(?:sion)?)?[ :=.]{0,2})(?!\d{1,3}(?:\.0){3})(?:(?:25[0-5]|2[0-4]\d|[01]?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d?\d)(?!\w|\.\d|-[a-z])/gi,
}

/** RFC 4291, and the address of a network card: what times and `std::vector` are not. */
const ipv6: MaskRule = {
  kind: 'ip',
  hint: /:[\da-f]{0,4}:/i,
  pattern: /(?<![\w:.])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])/gi,
  accepts: (match) =>
    /^(?:[\da-f]{1,4}:){7}[\da-f]{1,4}$|^(?:[\da-f]{2}:){5}[\da-f]{2}$/i.test(match) ||
    // One group was left out; `a::b` is code.
    (match.split('::').length === 2 && /\d/.test(match) && /[\da-f]{3}/i.test(match)),
}

/** The name of a person's directory on Linux, macOS and Windows; `/home/dashboard` is a route. */
const user: MaskRule = {
  kind: 'user',
  hint: /[\\/](?:home|users)[\\/]/i,
  pattern:
    /(?<=[\\/](?:home|Users)[\\/]{1,2}|[a-z]:[\\/]{1,2}users[\\/]{1,2})(?!(?:dashboard|feed|help|index|news|overview|profile|search|settings)\b)[\w.-](?:[^\\/\s:"'<>|[\]]{0,63}(?: [^\\/\s:"'<>|[\]]{1,63}){0,3}(?=[\\/])|[^\\/\s:"'<>|[\]]*)/g,
}

/** Where someone is reached, or what names their machine. */
export const addressRules: readonly MaskRule[] = [phone, ipv4, ipv6, user]
