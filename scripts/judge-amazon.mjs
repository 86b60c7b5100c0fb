import { handOver, installPackages } from './bootstrap.mjs';

installPackages();
handOver('e2e/src/judge/judge-amazon.ts');
