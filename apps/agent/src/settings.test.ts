import { describe, expect, it } from 'vitest';
import { printersFromBrowse } from './discovery/discover-printers.ts';
import { parseHostPort } from './discovery/host-port.ts';
import { readSettings, SettingsInvalid } from './env.ts';
import { cupsTarget, ippTarget } from './ipp/ipp-target.ts';

describe('the settings', () => {
  it('come from the environment, and flags win', () => {
    const settings = readSettings(
      { SHOPFLEET_AGENT_HUB: 'http://a:1', SHOPFLEET_AGENT_PRINTERS: '10.0.0.5, 10.0.0.6:9101', SHOPFLEET_AGENT_UI_PORT: '' },
      { hub: 'https://b', directory: '/d' },
    );
    expect(settings).toMatchObject({ hub: 'https://b', directory: '/d', manualPrinters: ['10.0.0.5', '10.0.0.6:9101'], uiPort: undefined });
  });
  it('are refused with every complaint together', () => {
    const read = () => readSettings({ SHOPFLEET_AGENT_HUB: 'ftp://x', SHOPFLEET_AGENT_UI_PORT: '99999' }, {});
    expect(read).toThrow(SettingsInvalid);
    expect(read).toThrow(/SHOPFLEET_AGENT_HUB.*\n.*SHOPFLEET_AGENT_UI_PORT/);
  });
});

describe('addresses of printers', () => {
  it('by hand are a host with or without a port', () => {
    expect(parseHostPort('zebra.local')).toEqual({ host: 'zebra.local', port: 9100 });
    expect(parseHostPort('[::1]:9101')).toEqual({ host: '::1', port: 9101 });
    expect(() => parseHostPort('http://x/')).toThrow(/Write host:port/);
    expect(() => parseHostPort('x:0')).toThrow(TypeError);
  });
  it('by IPP know their usual port and keep an unusual one', () => {
    expect(ippTarget('ipp://p/ipp/print').endpoint).toEqual({ kind: 'tcp', host: 'p', port: 631, isTls: false });
    expect(ippTarget('ipps://p/ipp/print').endpoint).toEqual({ kind: 'tcp', host: 'p', port: 631, isTls: true });
    expect(ippTarget('ipp://p:80/ipp/print').endpoint).toMatchObject({ port: 80 });
    expect(ippTarget('ipp://p:8631/ipp/print')).toMatchObject({ path: '/ipp/print', uri: 'ipp://p:8631/ipp/print' });
  });
  it('of a CUPS server are a host, an address or a socket', () => {
    expect(cupsTarget('/run/cups/cups.sock', '/printers/a')).toEqual({
      uri: 'ipp://localhost/printers/a',
      path: '/printers/a',
      endpoint: { kind: 'socket', path: '/run/cups/cups.sock' },
    });
    expect(cupsTarget('print:631', '/printers/a').uri).toBe('ipp://print:631/printers/a');
    expect(cupsTarget('https://print:8443/', '/printers/a').endpoint).toEqual({ kind: 'tcp', host: 'print', port: 8443, isTls: true });
  });
  it('that announce themselves are named after their host', () => {
    expect(printersFromBrowse('ipp://label-1.local:631/ipp/print\nnoise\n')).toEqual([
      { name: 'label-1', driver: { kind: 'ipp', uri: 'ipp://label-1.local:631/ipp/print' }, detail: 'ipp://label-1.local:631/ipp/print' },
    ]);
  });
});
