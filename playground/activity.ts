import { teams } from './data.ts'

export interface Activity {
  key: string
  who: string
  what: string
  project: string
  to: string
}

const steps = ['opened', 'was given', 'commented on', 'moved the date of', 'asked about']

/** Everything that happened in every project, made up from what there is. Longer than any screen. */
export const activities: readonly Activity[] = teams.flatMap((team) =>
  team.projects.flatMap((project) =>
    project.tasks.flatMap((task, index) =>
      steps.map((step) => ({
        key: `${project.id}/${index}/${step}`,
        who: project.owner,
        what: `${step} “${task.name}”`,
        project: project.name,
        to: `/teams/${team.id}/projects/${project.id}`,
      })),
    ),
  ),
)
