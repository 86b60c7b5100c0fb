import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChildProgram, startProgram } from './child-program.ts';
import { waitUntil } from './wait-until.ts';

const policy = [
  'user="*"',
  'own="*"',
  'send_type="method_call"',
  'send_type="signal"',
  'send_requested_reply="true" send_type="method_return"',
  'send_requested_reply="true" send_type="error"',
]
  .concat(['receive_type="method_call"', 'receive_type="method_return"', 'receive_type="error"', 'receive_type="signal"'])
  .map((what) => `<allow ${what}/>`)
  .join('');

/**
 * A D-Bus of its own. The virtual printer refuses to start without one, although with `-r off` it announces nothing;
 * an Avahi behind it is not needed.
 */
export async function startPrivateBus(directory: string): Promise<ChildProgram & { readonly address: string }> {
  const [socket, config] = [join(directory, 'bus'), join(directory, 'bus.conf')];
  const doctype =
    '<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">';
  const body = `<type>system</type><listen>unix:path=${socket}</listen><auth>EXTERNAL</auth><policy context="default">${policy}</policy>`;
  writeFileSync(config, `${doctype}\n<busconfig>${body}</busconfig>\n`);
  const program = await startProgram('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile']);
  await waitUntil('the private D-Bus listens', () => existsSync(socket), 10_000, program.output);
  return { ...program, address: `unix:path=${socket}` };
}
