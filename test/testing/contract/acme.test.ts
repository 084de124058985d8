import { afterEach } from 'vitest'
import { acceptWarnings } from '../../helpers/expect-report.ts'
// As docs/destinations.md has it, so that it accepts nothing.
import './acme-contract.ts'

// What a vendor refuses, and a destination that cannot be loaded, developers are told of.
afterEach(acceptWarnings)
