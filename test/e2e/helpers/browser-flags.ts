/**
 * posthog-js drops the events of browsers that it takes for bots. The product's settings stay as
 * they are; the browser is told not to announce itself. As a flag, because a context option is
 * lost again while a page goes away.
 */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

/** What every browser of a test is started with. */
export const BROWSER_FLAGS = [
  `--user-agent=${USER_AGENT}`,
  '--disable-blink-features=AutomationControlled',
  // A page whose headers a test has rewritten counts as one of the internet, and may not reach
  // the collector on this machine otherwise.
  '--disable-features=LocalNetworkAccessChecks',
]

/** A browser that is run by root, as in containers, has no sandbox to offer. */
export const HAS_SANDBOX = process.getuid?.() !== 0
