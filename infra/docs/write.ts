import { readFileSync, writeFileSync } from 'node:fs';
import { withTransitionTable } from './state-machine-table.ts';

const path = 'docs/state-machine.md';
writeFileSync(path, withTransitionTable(readFileSync(path, 'utf8')));
