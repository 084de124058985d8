import { ConfigMismatch, posthog } from 'vue-telemetry'
import { isRecord, type Fields } from './is-record.ts'

/**
 * What is wrong with a file, in words for whoever edits it. It decides nothing: whether telemetry
 * understands the file is what the consent store says.
 */
export function configProblem(text: string): string {
  if (!text.trim()) return 'There is no file, or it is empty.'
  try {
    return shapeProblem(JSON.parse(text) as unknown) ?? 'Something in it is not what is expected.'
  } catch (error) {
    return `This is not JSON. The browser says: ${(error as Error).message}.`
  }
}

function shapeProblem(file: unknown): string | undefined {
  if (!isRecord(file)) return 'The file has to be an object, between { and }.'
  const telemetry = file.telemetry ?? file
  if (!isRecord(telemetry)) return '“telemetry” has to be an object, between { and }.'
  const broken = rules.find(({ path, fits }) => !fits(at(telemetry, path), telemetry))
  if (broken) return `“${broken.path}” has to be ${broken.expected}.`
  return destinationProblem(at(telemetry, 'frontend.posthog'))
}

/** What the destination itself says of its settings. */
function destinationProblem(raw: unknown): string | undefined {
  try {
    posthog().read(isRecord(raw) ? raw : {}, { origin: location.origin })
    return undefined
  } catch (error) {
    if (!(error instanceof ConfigMismatch)) throw error
    // In production it says that something is wrong, and not what.
    const isText = !isRecord(raw) || isAbsent(raw.apikey) || typeof raw.apikey === 'string'
    return isText
      ? '“frontend.posthog.apiurl” has to be an https: address or a path such as /collector.'
      : '“frontend.posthog.apikey” has to be text, or null.'
  }
}

interface Rule {
  path: string
  expected: string
  fits(value: unknown, telemetry: Fields): boolean
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null
const section = (path: string): Rule => ({
  path,
  expected: 'an object, or left out',
  fits: (value) => isAbsent(value) || isRecord(value),
})

const rules: readonly Rule[] = [
  section('identity'),
  {
    path: 'identity.mode',
    expected: '"user", "instance" or "anonymous"',
    fits: (value, telemetry) =>
      isAbsent(value)
        ? isAbsent(at(telemetry, 'identity.instanceId'))
        : ['user', 'instance', 'anonymous'].includes(value as string),
  },
  {
    path: 'identity.instanceId',
    expected: 'an id of the installation, of 1 to 200 characters',
    fits: (value, telemetry) =>
      at(telemetry, 'identity.mode') !== 'instance' ||
      (typeof value === 'string' && value.trim().length > 0 && value.length <= 200),
  },
  {
    path: 'enabled',
    expected: 'true or false, without quotes',
    fits: (value) => typeof value === 'boolean',
  },
  {
    path: 'adminOptOut',
    expected: 'true or false, without quotes, or left out',
    fits: (value) => isAbsent(value) || typeof value === 'boolean',
  },
  section('consent'),
  {
    path: 'consent.model',
    expected: '"opt-in", "opt-out" or "none"',
    fits: (value) => isAbsent(value) || ['opt-in', 'opt-out', 'none'].includes(value as string),
  },
  {
    path: 'consent.policyVersion',
    expected: 'a whole number from 0',
    fits: (value) => isAbsent(value) || (Number.isSafeInteger(value) && Number(value) >= 0),
  },
  section('frontend'),
  section('frontend.posthog'),
]

function at(record: Fields, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), record)
}
