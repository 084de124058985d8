import { describe, expect, test } from 'vitest'
import { isPrivateKey } from '../../../src/privacy/mask/private-key.ts'

describe('private', () => {
  test.each([
    ...[
      'email',
      'userEmail',
      'user_email',
      'USER-EMAIL',
      'e-mail',
      'eMail',
      'work.email',
      'email2',
    ],
    ...['emails', 'mail', 'useremail', 'phone', 'phoneNumber', 'phone_number_1', 'mobile', 'tel'],
    ...['password', 'newPassword', 'passwd', 'pwd', 'secret', 'clientSecret', 'token', 'authToken'],
    ...['refresh_token', 'accessToken', 'jwt', 'idJWT', 'apiKey', 'api_key', 'API-Key', 'APIKey'],
    ...['apikey', 'X-API-KEY', 'access key', 'privateKey', 'cookie', 'sessionId', 'session_id'],
    ...['SESSIONID', 'csrf', 'otp', 'otpCode', 'pin', 'cvv', 'ssn', 'iban', 'cardNumber', 'dob'],
    ...[
      'birthday',
      'birthDate',
      'dateOfBirth',
      'street',
      'address',
      'homeAddress2',
      'zip',
      'zipCode',
    ],
    ...[
      'ip',
      'clientIP',
      'ip_address',
      'ipv4',
      'IPv4',
      'ipV6',
      'latitude',
      'name',
      'Name',
      'login',
    ],
    ...[
      'fullName',
      'first_name',
      'billingLastName',
      'displayName',
      'userName',
      'username',
      'surname',
    ],
    ...[
      'github_username',
      'nickname',
      'ｅｍａｉｌ',
      'e\u200Bmail',
      'contraseña',
      '$email',
      '  email  ',
    ],
  ])('%s', (key) => {
    expect(isPrivateKey(key)).toBe(true)
  })
})

describe('not private', () => {
  test.each([
    ...['eventName', 'routeName', 'file_name', 'names', 'nameLength', 'tokenCount', 'emailsSent'],
    ...['emailVerified', 'email_verified', 'passwordStrength', 'hasPassword2FA', 'phoneType'],
    ...[
      'microphone',
      'monkey',
      'hotkey',
      'sortKey',
      'key',
      'author',
      'sidebar',
      'inside',
      'president',
    ],
    ...[
      'trivia',
      'tooltip',
      'ship',
      'zipper',
      'hotel',
      'spin',
      'shipping',
      'cookieConsent',
      'session',
    ],
    ...[
      'sessionLength',
      'addressCount',
      'cardType',
      'tokenType',
      'loginMethod',
      'userId',
      'formId',
    ],
    ...[
      'id',
      'plan',
      'locale',
      'code',
      'number',
      'statusCode',
      'pageNumber',
      '',
      '2',
      '___',
      '日本語',
    ],
    ...['constructor', '__proto__', 'toString'],
  ])('%s', (key) => {
    expect(isPrivateKey(key)).toBe(false)
  })
})
