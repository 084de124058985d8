import { collected, expect, test } from './helpers/fixtures.ts'
import { agreeBefore } from './helpers/lab-page.ts'

/** What an application chooses to say of its pages, as the collector received it. */

test.beforeEach(async ({ page }) => {
  await agreeBefore(page)
  await page.addInitScript(() => {
    window.setUp = ({ boot, vue: { h }, vueRouter }) => {
      /** A page that sets the title once it is there, as most do. */
      const titled = (title: string) => ({
        mounted: () => void (document.title = title),
        render: () => h('p', title),
      })
      const routes = [
        { path: '/', component: titled('Home') },
        {
          path: '/projects/:project',
          component: { render: () => h('div', [h(vueRouter.RouterView)]) },
          meta: { telemetry: { query: ['sort', 'page'] } },
          children: [
            {
              path: ':tab/:detail?',
              component: titled('A project'),
              meta: { telemetry: { params: ['tab', 'detail'] } },
            },
          ],
        },
        {
          path: '/acme-takeover-plans',
          name: 'acme',
          component: titled('Acme'),
          meta: { telemetry: { name: '/sections/:section', title: 'A section' } },
        },
      ]
      return boot({ pages: { title: () => document.title } }, { routes })
    }
  })
})

test('is its titles once they are there, and the values that it names', async ({ page, lab }) => {
  await page.goto(`${lab.url}/projects/MARK-1/tasks/MARK@2?sort=name&page=&secret=MARK-3#MARK-4`)
  await page.waitForTimeout(500)
  await page.evaluate(() => window.booted.router.push('/acme-takeover-plans'))
  await page.waitForTimeout(500)
  // The first of these is gone before anybody sees it.
  await page.evaluate(() => {
    void window.booted.router.push('/projects/MARK-1/files').then(() => {
      void window.booted.router.push('/')
    })
  })
  const events = await collected(lab.collector, ({ length }) => length === 7)
  const views = events.filter(({ event }) => event === '$pageview')
  const said = views.map(({ properties }) => {
    const entries = Object.entries(properties).filter(([name]) =>
      /^(title|\$pathname|route_name|\$current_url|param_|query_)/.test(name),
    )
    return Object.fromEntries(entries)
  })
  const project = {
    $pathname: '/projects/:project/:tab/:detail',
    $current_url: 'https://app.invalid/projects/:project/:tab/:detail',
  }
  expect(said).toEqual([
    {
      ...project,
      title: 'A project',
      param_tab: 'tasks',
      param_detail: '(other)',
      query_sort: 'name',
    },
    {
      $pathname: '/sections/:section',
      $current_url: 'https://app.invalid/sections/:section',
      route_name: '/sections/:section',
      title: 'A section',
    },
    { ...project, param_tab: 'files' },
    { $pathname: '/', $current_url: 'https://app.invalid/', title: 'Home' },
  ])
  const wire = JSON.stringify(lab.collector.requests())
  expect(wire).not.toMatch(/MARK|acme/i)
})
