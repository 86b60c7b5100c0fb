/** Real printer programs and a simulated Zebra for tests; each cleans up behind itself with `await using`. */
export { type ChildProgram, startProgram } from './child-program.ts';
export { freePort } from './free-port.ts';
export { type IppEveMode, type IppEvePrinter, type PrintedDocument, startIppEvePrinter } from './ipp-eve-printer.ts';
export { type CupsQueue, type PrivateCups, startPrivateCups } from './private-cups.ts';
export { waitUntil } from './wait-until.ts';
export type { PrintedLabel } from './zebra-memory.ts';
export { startZebraSimulator, type ZebraSimulator, type ZebraSimulatorOptions } from './zebra-simulator.ts';
