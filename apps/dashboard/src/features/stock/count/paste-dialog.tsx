import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { type CountLine, pasteLines } from './count-sheet.ts';

/** Takes a list out of a spreadsheet; lines that make no sense are named before anything is taken. */
export function PasteDialog({
  lines,
  onPaste,
  onClose,
}: {
  lines: readonly CountLine[];
  onPaste: (lines: CountLine[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const pasted = pasteLines(lines, text);
  const taken = text.split(/\r?\n/).filter((row) => row.trim() !== '').length - pasted.refused.length;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('stockCount.paste.title')}
      hint={t('stockCount.paste.hint')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button
            look="primary"
            disabled={taken === 0}
            onClick={() => {
              onPaste(pasted.lines);
              onClose();
            }}
          >
            {t('stockCount.paste.take', { count: taken })}
          </Button>
        </>
      }
    >
      <TextAreaField
        label={t('stockCount.paste.list')}
        rows={9}
        spellCheck={false}
        placeholder={'MUG-RED,48\nKETT-BLACK,12'}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="font-mono text-sm"
      />
      {pasted.refused.length > 0 && (
        <p role="status" className="mt-2 text-sm text-warn">
          {t('stockCount.paste.refused', { count: pasted.refused.length, lines: pasted.refused.slice(0, 3).join(' · ') })}
        </p>
      )}
    </Dialog>
  );
}
