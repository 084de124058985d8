import type { IdentitySettings } from '../../../identity/identity-settings.ts'
import type { SpecMessage } from '../../spec/after-yes-message.ts'
import { allowIntegrations, type AllowedIntegrations } from '../scrub/allow-integrations.ts'
import { libraryOf } from '../scrub/scrub-context.ts'
import type { SegmentMessage } from '../scrub/scrub-message.ts'

/** As whom a message is sent. */
export interface Sender {
  readonly identity: IdentitySettings
  /** With `'anonymous'`: the id of this page load, and of everybody after a sign-out. */
  readonly madeUpId: string
  /** Whether an id looks like somebody's address or a secret. */
  isPrivate(id: string): boolean
}

/**
 * Builds what leaves the browser from the message that was handed over. Of what the SDK has made
 * of it only its library is taken, and with `'user'` the ids by which the SDK knows somebody.
 *
 * @param made - the message as the SDK has made it
 * @returns `null` where the SDK knows somebody by an id that must not be passed on
 */
export function buildMessage(
  message: SpecMessage,
  made: SegmentMessage,
  sender: Sender,
  integrations: Exclude<AllowedIntegrations, 'unchanged'>,
): object | null {
  const ids = idsOf(message, made, sender)
  if (Object.values(ids).some(sender.isPrivate)) return null
  const { library } = message.context
  return {
    ...message,
    ...ids,
    context: { ...message.context, library: libraryOf(made.context) ?? library },
    integrations: allowIntegrations({}, integrations),
  }
}

/**
 * Both ids are set where nobody is to be told apart: the SDK adds those that it knows to a message
 * that lacks one, after everything that could remove them again.
 */
function idsOf(
  message: SpecMessage,
  made: SegmentMessage,
  { identity: { mode, instanceId }, madeUpId }: Sender,
): Record<string, string> {
  if (mode !== 'user') {
    const id = instanceId ?? madeUpId
    return { userId: id, anonymousId: id }
  }
  const { anonymousId } = made
  const userId = message.type === 'identify' ? message.userId : made.userId
  return {
    ...(typeof userId === 'string' && { userId }),
    ...(typeof anonymousId === 'string' && { anonymousId }),
  }
}
