import { handOver, installPackages } from './bootstrap.mjs';

installPackages();
handOver('scripts/test.ts');
