import { handOver, installPackages } from './bootstrap.mjs';

installPackages();
handOver('scripts/start.ts');
