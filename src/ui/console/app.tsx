import { useQuery } from '@tanstack/react-query'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { AuditPage } from './admin/audit-page.tsx'
import { ChannelsPage } from './admin/channels-page.tsx'
import { OfficeHoursPage } from './admin/office-hours-page.tsx'
import { ServicePage } from './admin/service-page.tsx'
import { UsersPage } from './admin/users-page.tsx'
import { keys } from './api/queries.ts'
import { ApiProblem } from './api/request.ts'
import { staffApi } from './api/staff.ts'
import { CannedRepliesPage } from './canned-replies/canned-replies-page.tsx'
import { Waiting } from './components/waiting.tsx'
import { DashboardPage } from './dashboard/dashboard-page.tsx'
import { ReportPage } from './dashboard/report-page.tsx'
import { DraftsPage } from './drafts/drafts-page.tsx'
import { DeskPage } from './inbox/desk-page.tsx'
import { FolderPage } from './knowledge/folder-page.tsx'
import { GapsPage } from './knowledge/gaps-page.tsx'
import { GuideListPage } from './knowledge/guide-list-page.tsx'
import { GuidePage } from './knowledge/guide-page.tsx'
import { WardPage } from './knowledge/ward-page.tsx'
import { Shell } from './shell/shell.tsx'
import { AccountPage } from './sign-in/account-page.tsx'
import { FirstAdminPage } from './sign-in/first-admin-page.tsx'
import { SetPasswordPage } from './sign-in/set-password-page.tsx'
import { SignInPage } from './sign-in/sign-in-page.tsx'

/** The console: what is shown at which address. */
export function App() {
  return (
    <Switch>
      <Route path="/first-admin" component={FirstAdminPage} />
      <Route path="/set-password" component={SetPasswordPage} />
      <Route component={SignedInApp} />
    </Switch>
  )
}

function SignedInApp() {
  const question = useQuery({ queryKey: keys.me, queryFn: staffApi.me, staleTime: Infinity })
  const { data: me, error } = question
  const [location] = useLocation()
  if (error instanceof ApiProblem && error.status === 401) return <SignInPage />
  if (!me) return <Waiting question={question} />
  // One element for the inbox and its tickets: the list keeps its filter and its place.
  const [, number] = /^\/tickets\/([\w-]+)$/.exec(location) ?? []
  if (location === '/' || number) {
    return (
      <Shell me={me}>
        <DeskPage me={me} number={number ?? null} />
      </Shell>
    )
  }
  return (
    <Shell me={me}>
      <Switch>
        <Route path="/drafts">{() => <DraftsPage me={me} />}</Route>
        <Route path="/dashboard" component={DashboardPage} />
        <Route path="/report" component={ReportPage} />
        <Route path="/canned-replies">{() => <CannedRepliesPage me={me} />}</Route>
        <Route path="/account" component={AccountPage} />
        {me.role === 'admin' && (
          <Switch>
            <Route path="/knowledge" component={GuideListPage} />
            <Route path="/knowledge/gaps" component={GapsPage} />
            <Route path="/knowledge/ward" component={WardPage} />
            <Route path="/knowledge/folder" component={FolderPage} />
            <Route path="/knowledge/guides/:id">{({ id }) => <GuidePage key={id} id={id} />}</Route>
            <Route path="/admin" component={UsersPage} />
            <Route path="/admin/hours" component={OfficeHoursPage} />
            <Route path="/admin/service" component={ServicePage} />
            <Route path="/admin/channels" component={ChannelsPage} />
            <Route path="/admin/audit" component={AuditPage} />
            <Redirect to="/" />
          </Switch>
        )}
        <Redirect to="/" />
      </Switch>
    </Shell>
  )
}
