export interface Project {
  id: string
  name: string
  summary: string
  owner: string
  due: string
  stage: 'Planning' | 'Active' | 'Review'
  tasks: readonly { name: string; done: boolean }[]
}

export interface Team {
  id: string
  name: string
  purpose: string
  members: number
  projects: readonly Project[]
}

// The names are sensitive on purpose: they are in every title and address, and must not leave.
const people: Team = {
  id: 'people',
  name: 'People operations',
  purpose: 'Hiring, pay and organisation.',
  members: 12,
  projects: [
    {
      id: 'q3-layoffs-plan',
      name: 'Q3 layoffs plan',
      summary: 'Which roles are affected, in which order people are told, and by whom.',
      owner: 'Ines Okafor',
      due: '30 September',
      stage: 'Planning',
      tasks: [
        { name: 'Confirm the list of roles with finance', done: true },
        { name: 'Brief the works council', done: false },
        { name: 'Write the letters', done: false },
      ],
    },
    {
      id: 'salary-bands-2026',
      name: 'Salary bands 2026',
      summary: 'New bands for engineering and support, with a review of the outliers.',
      owner: 'Tomasz Wrona',
      due: '15 October',
      stage: 'Review',
      tasks: [
        { name: 'Collect market data', done: true },
        { name: 'Propose band edges', done: true },
        { name: 'Review outliers with leads', done: false },
      ],
    },
  ],
}

const research: Team = {
  id: 'research',
  name: 'Field research',
  purpose: 'Surveys, sampling and site visits.',
  members: 9,
  projects: [
    {
      id: 'harbour-soil-survey',
      name: 'Harbour soil survey',
      summary: 'Forty cores along the east quay, with lab results before the permit hearing.',
      owner: 'Mai Tran',
      due: '4 November',
      stage: 'Active',
      tasks: [
        { name: 'Book the drilling crew', done: true },
        { name: 'Agree on access with the port', done: true },
        { name: 'Send cores 1 to 20 to the lab', done: false },
      ],
    },
    {
      id: 'interview-guide',
      name: 'Interview guide for site leads',
      summary: 'One shared set of questions, so that visits can be compared.',
      owner: 'Jonas Lind',
      due: '22 September',
      stage: 'Review',
      tasks: [
        { name: 'Draft the questions', done: true },
        { name: 'Try them on two sites', done: false },
      ],
    },
  ],
}

const legal: Team = {
  id: 'legal',
  name: 'Legal and compliance',
  purpose: 'Contracts, audits and disputes.',
  members: 5,
  projects: [
    {
      id: 'northwind-dispute',
      name: 'Northwind dispute',
      summary: 'Late delivery claim: chronology, correspondence and settlement range.',
      owner: 'Ruth Adeyemi',
      due: '12 December',
      stage: 'Active',
      tasks: [
        { name: 'Complete the chronology', done: true },
        { name: 'Agree on the settlement range', done: false },
      ],
    },
    {
      id: 'supplier-audit',
      name: 'Supplier audit',
      summary: 'Data protection answers from the twelve suppliers that process personal data.',
      owner: 'Pavel Horak',
      due: '1 October',
      stage: 'Planning',
      tasks: [
        { name: 'Send the questionnaire', done: true },
        { name: 'Chase the missing four', done: false },
      ],
    },
  ],
}

export const teams: readonly Team[] = [people, research, legal]

export function findTeam(id: unknown): Team | undefined {
  return teams.find((team) => team.id === id)
}

export function findProject(teamId: unknown, id: unknown): Project | undefined {
  return findTeam(teamId)?.projects.find((project) => project.id === id)
}
