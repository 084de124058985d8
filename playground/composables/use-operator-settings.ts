import { isRecord } from '../is-record.ts'
import { toText, useConfigFile } from './use-config-file.ts'

/** The values of the operator's file, each of which can be written by itself. */
export function useOperatorSettings() {
  const { canEdit, setting } = useConfigFile()

  return {
    canEdit,
    enabled: setting(['enabled'], (value) => value === true),
    adminOptOut: setting(['adminOptOut'], (value) => value === true),
    apiKey: setting(['frontend', 'posthog', 'apikey'], toText),
    apiUrl: setting(['frontend', 'posthog', 'apiurl'], toText),
    identity: setting(['identity'], (value) => (isRecord(value) ? value : {})),
    identityMode: setting(
      ['identity', 'mode'],
      (value) => value ?? (canEdit.value ? 'user' : null),
    ),
    instanceId: setting(['identity', 'instanceId'], toText),
    // What cannot be read has no model, not even the default one.
    model: setting(['consent', 'model'], (value) => value ?? (canEdit.value ? 'opt-in' : null)),
    policyVersion: setting(['consent', 'policyVersion'], (value) =>
      typeof value === 'number' ? value : 1,
    ),
  }
}
