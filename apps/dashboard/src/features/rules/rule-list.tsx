import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { classes } from '../../ui/classes.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Switch } from '../../ui/switch.tsx';
import { shopNamesQuery } from '../orders/order-list-query.ts';
import { type Rule, useChangeRule } from './rule-queries.ts';
import { rulePhrases } from './rule-sentence.ts';

const tones: Readonly<Record<Rule['action'], Tone>> = { fulfil: 'good', hold: 'warn', skip: 'neutral' };

/** The rules in the order in which they are asked. */
export function RuleList({
  rules,
  onEdit,
  onDelete,
}: {
  rules: readonly Rule[];
  onEdit: (rule: Rule) => void;
  onDelete: (rule: Rule) => void;
}) {
  const canWrite = useMay('rules:write');
  const { data: shops } = useQuery(shopNamesQuery);
  const change = useChangeRule();
  const shopNames = new Map(shops?.items.map((shop) => [shop.id, shop.name]));
  return (
    <ol className="divide-y divide-line/70">
      {rules.map((rule, index) => (
        <RuleItem
          key={rule.id}
          rule={rule}
          number={index + 1}
          shopNames={shopNames}
          canWrite={canWrite}
          isBusy={change.isPending}
          moveUp={rules[index - 1] ? () => change.mutate({ rule, change: { position: index } }) : undefined}
          moveDown={rules[index + 1] ? () => change.mutate({ rule, change: { position: index + 2 } }) : undefined}
          onToggle={(isEnabled) => change.mutate({ rule, change: { isEnabled } })}
          onEdit={() => onEdit(rule)}
          onDelete={() => onDelete(rule)}
        />
      ))}
    </ol>
  );
}

interface RuleItemProps {
  rule: Rule;
  number: number;
  shopNames: ReadonlyMap<string, string>;
  canWrite: boolean;
  isBusy: boolean;
  moveUp: (() => void) | undefined;
  moveDown: (() => void) | undefined;
  onToggle: (isEnabled: boolean) => void;
  onEdit: () => void;
  onDelete: () => void;
}

function RuleItem({ rule, number, shopNames, canWrite, isBusy, moveUp, moveDown, onToggle, onEdit, onDelete }: RuleItemProps) {
  const { t } = useTranslation();
  const { name } = rule;
  const phrases = rulePhrases(t, rule.conditions, shopNames);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <span className="grid size-8 shrink-0 place-items-center rounded-lg bg-page text-base font-semibold">
        <span className="sr-only">{t('rules.position', { position: number })}</span>
        <span aria-hidden>{number}</span>
      </span>
      <div className={classes('min-w-0 flex-1 basis-64', !rule.isEnabled && 'text-soft')}>
        <h2 className="flex flex-wrap items-center gap-2 font-semibold">
          {name} <Badge tone={rule.isEnabled ? tones[rule.action] : 'neutral'}>{t(`rules.actionBadges.${rule.action}`)}</Badge>
          {!rule.isEnabled && <Badge>{t('rules.disabled')}</Badge>}
        </h2>
        <p className="text-soft">
          {phrases.length === 0 ? t('rules.always') : `${t('rules.when')} ${phrases.join(' · ')}`} → {t(`rules.actions.${rule.action}`)}
        </p>
      </div>
      {canWrite && (
        <div className="flex items-center gap-1">
          <Switch label={t('rules.toggle', { name })} isOn={rule.isEnabled} onChange={onToggle} isDisabled={isBusy} />
          <IconButton icon={ArrowUp} label={t('rules.moveUp', { name })} onClick={moveUp} isDisabled={isBusy || !moveUp} />
          <IconButton icon={ArrowDown} label={t('rules.moveDown', { name })} onClick={moveDown} isDisabled={isBusy || !moveDown} />
          <IconButton icon={Pencil} label={t('rules.edit', { name })} onClick={onEdit} />
          <IconButton icon={Trash2} label={t('rules.delete', { name })} onClick={onDelete} />
        </div>
      )}
    </li>
  );
}
