import type { PrinterDriver as DriverSettings } from '@shopfleet/contracts/agent-protocol';
import type { Clock } from '@shopfleet/kernel';
import { cupsTarget, ippTarget } from '../ipp/ipp-target.ts';
import { IppDriver } from './ipp-driver.ts';
import { cupsManners, printerManners } from './ipp-manners.ts';
import { PdfFileDriver } from './pdf-file-driver.ts';
import type { PrinterDriver } from './printer-driver.ts';
import { Raw9100Driver } from './raw9100-driver.ts';

/** Makes the driver that a printer's settings ask for. Touches nothing yet. */
export function openDriver(settings: DriverSettings, clock: Clock): PrinterDriver {
  switch (settings.kind) {
    case 'ipp':
      return new IppDriver(ippTarget(settings.uri), printerManners);
    case 'cups':
      return new IppDriver(cupsTarget(settings.server, `/printers/${encodeURIComponent(settings.queue)}`), cupsManners);
    case 'raw9100':
      return new Raw9100Driver({ host: settings.host, port: settings.port, whenSilent: settings.whenSilent });
    case 'pdf-file':
      return new PdfFileDriver(settings.directory, clock);
  }
}
