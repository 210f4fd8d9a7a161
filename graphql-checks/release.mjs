// Makes the contract as it is what later ones are held to.
import { copyFileSync } from 'node:fs';

copyFileSync(new URL('../schema.graphqls', import.meta.url), new URL('../docs/schema/released.graphqls', import.meta.url));
