import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.ts';
import { AccountPanel } from '../features/people/account-panel.tsx';
import { AuditPanel } from '../features/people/audit-panel.tsx';
import { KeysPanel } from '../features/people/keys-panel.tsx';
import { TeamPanel } from '../features/people/team-panel.tsx';
import { NoPermission } from '../ui/no-permission.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { SectionTabs } from '../ui/section-tabs.tsx';

/** The team, keys and the audit trail for those who may see them; one's own account for everybody. */
export function PeoplePage() {
  const { t } = useTranslation();
  const mayPeople = useMay('users:read');
  const mayAudit = useMay('audit:read');
  const { tab = mayPeople ? 'team' : 'account' } = useSearch({ from: '/shell/people' });
  const open = [...(mayPeople ? ['team', 'keys'] : []), ...(mayAudit ? ['audit'] : []), 'account'];
  return (
    <Page title={t('people.title')} hint={t(mayPeople ? 'people.hint' : 'people.hintAccount')}>
      <SectionTabs
        to="/people"
        label={t('people.tabs')}
        tabs={open.map((name) => ({ tab: name, label: t(`people.tab.${name}`) }))}
        current={tab}
      />
      {!open.includes(tab) ? (
        <Panel isFlush>
          <NoPermission />
        </Panel>
      ) : tab === 'team' ? (
        <TeamPanel />
      ) : tab === 'keys' ? (
        <KeysPanel />
      ) : tab === 'audit' ? (
        <AuditPanel />
      ) : (
        <AccountPanel />
      )}
    </Page>
  );
}
