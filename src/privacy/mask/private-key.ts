/**
 * How keys end whose text is about one person, or opens a door: by a word, or by two that are
 * written here as one. Words, not parts of them: `key` is in "monkey", `auth` in "author", `sid`
 * in "sidebar", and `sortKey` is none.
 */
const ENDINGS = new Set(
  [
    // What opens a door.
    'authorization bearer cookie credential credentials csrf cvc cvv jwt kennwort nonce otp',
    'passcode passphrase passwd password passwords passwort pin pwd secret secrets sessionid sid',
    'signature token xsrf contraseña accesskey apikey authkey encryptionkey privatekey secretkey',
    'signingkey authcode mfacode otpcode recoverycode securitycode verificationcode accesstoken',
    'authtoken refreshtoken sessiontoken',
    // Where someone is reached, or is.
    'address addresses email emails emailaddress ip ips ipaddress ipv lat latitude lng longitude',
    'mail mails mobile mobilenumber phone phones phonenumber postalcode postcode street tel',
    'telephone useremail zip zipcode',
    // Who someone is.
    'accountnumber birth birthdate birthday cardnumber creditcard dob iban passportnumber',
    'securitynumber ssn taxnumber displayname familyname firstname fullname givenname lastname',
    'legalname maidenname middlename nickname surname username',
  ]
    .join(' ')
    .split(' '),
)

/** How much of a key is looked at, from its end: more than two words need. In characters. */
const MAX_KEY = 100

/** Private as the whole key only: `name` is a person's, `eventName` is not. */
const WHOLE = ['login', 'name']

/**
 * A word of camel, snake, kebab or any other case; numbers are none. An abbreviation ends before
 * the capital of the next word: `APIKey`.
 */
const WORD = /[A-Z]?[a-z\u0080-\uffff]+|[A-Z]+(?![a-z\u0080-\uffff])/g

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
  const words = toPlainForm(key.slice(-MAX_KEY)).match(WORD) ?? []
  const last = words.at(-1)?.toLowerCase() ?? ''
  if (ENDINGS.has(last)) return true
  return words.length > 1 ? ENDINGS.has(words.at(-2)!.toLowerCase() + last) : WHOLE.includes(last)
}

/** Without characters that are not seen, or are another form of the same one. */
function toPlainForm(key: string): string {
  return /[^ -~]/.test(key)
    ? key.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
    : key
}
