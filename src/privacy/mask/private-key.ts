/**
 * Last words of keys whose text is about one person, or opens a door. Words, not parts of them:
 * `key` is in "monkey", `auth` in "author", `sid` in "sidebar".
 */
const LAST_WORD = new Set(
  (
    'address addresses authorization bearer birth birthdate birthday contraseña cookie credential ' +
    'credentials csrf cvc cvv dob email emails iban ip ips ipv jwt kennwort lat latitude lng ' +
    'longitude mail mails mobile nonce otp passcode passphrase passwd passwort password passwords ' +
    'phone phones pin postcode pwd secret secrets sid signature ssn street surname tel telephone ' +
    'token xsrf zip ' +
    // As one word, as in `github_username` and `useremail`.
    'accesstoken apikey authtoken cardnumber creditcard displayname emailaddress firstname ' +
    'fullname givenname familyname ipaddress lastname middlename nickname phonenumber privatekey ' +
    'refreshtoken secretkey sessionid sessiontoken useremail username userpassword'
  ).split(' '),
)

/** The last two, where the last one alone says too little: `api_key`, but not `sortKey`. */
const LAST_TWO = new Set(
  'access api auth encryption private secret signing'
    .split(' ')
    .map((word) => `${word} key`)
    .concat(
      'auth mfa otp post postal recovery security verification zip'
        .split(' ')
        .map((word) => `${word} code`),
    )
    .concat(
      'display family first full given last legal maiden middle nick sur user'
        .split(' ')
        .map((word) => `${word} name`),
    )
    .concat(
      'account card mobile passport phone security tax'.split(' ').map((word) => `${word} number`),
    )
    .concat('birth date', 'credit card', 'i pv', 'ip v', 'session id'),
)

/** Private as the whole key only: `name` is a person's, `eventName` is not. */
const WHOLE = new Set(['login', 'name'])

/**
 * Whether a key says that its text is private, by its last word or two: `userEmail`, `API-Key`,
 * `home_address_2`, but not `tokenCount`, `emailVerified` or `eventName`.
 *
 * Only of the key. A number or a boolean under such a key is a count, a state or a score
 * (`token: 5`, `password: true`) and may stay: to look at the value is up to the caller.
 *
 * @param key - one property's name, not a path
 */
export function isPrivateKey(key: string): boolean {
  const words = toPlainForm(key).match(WORD) ?? []
  const last = words.at(-1)?.toLowerCase() ?? ''
  if (words.length < 2) return WHOLE.has(last) || LAST_WORD.has(last)
  return LAST_WORD.has(last) || LAST_TWO.has(`${words.at(-2)!.toLowerCase()} ${last}`)
}

/**
 * A word of camel, snake, kebab or any other case; numbers are none. An abbreviation ends before
 * the capital of the next word: `APIKey`.
 */
const WORD = /[A-Z]?[a-z\u0080-\uffff]+|[A-Z]+(?![a-z\u0080-\uffff])/g

/** Without characters that are not seen, or are another form of the same one. */
function toPlainForm(key: string): string {
  return /[^ -~]/.test(key)
    ? key.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
    : key
}
