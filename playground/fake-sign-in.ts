// Made up, and shaped like what an identity provider really puts into an address: an unsigned
// token whose payload says { "sub": "fake", "note": "not a real token" }.
const FAKE_TOKEN =
  'eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJmYWtlIiwibm90ZSI6Im5vdCBhIHJlYWwgdG9rZW4ifQ.ZmFrZS1zaWduYXR1cmUtZmFrZS1zaWduYXR1cmU'

const FAKE_CODE = 'SECRET-fake-authorization-code'

export const SIGN_IN_LINK = `/sign-in/callback?code=${FAKE_CODE}&state=fake-state-71c2#access_token=${FAKE_TOKEN}`
