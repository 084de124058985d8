import { destinationProblem } from './destination-problem.ts'
import { isAbsent, isRecord, type Fields } from './is-record.ts'
import { vendors } from './vendors.ts'

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
  return destinationProblem(at(telemetry, 'frontend'))
}

interface Rule {
  path: string
  expected: string
  fits(value: unknown, telemetry: Fields): boolean
}

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
  ...vendors.map(({ name }) => section(`frontend.${name}`)),
]

function at(record: Fields, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), record)
}
