// Makes the command executable after tsc and copies what tsc does not (precompiled templates are plain JavaScript).
import { chmodSync, copyFileSync } from 'node:fs';

copyFileSync('src/generated/templates.js', 'dist/generated/templates.js');
chmodSync('dist/cli/main.js', 0o755);
