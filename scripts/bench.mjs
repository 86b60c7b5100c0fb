import { handOver, installPackages } from './bootstrap.mjs';

installPackages();
handOver('bench/src/run.ts');
