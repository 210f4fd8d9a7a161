// fhir-canonical-manager: installs packages with a package manager, and resolves canonicals in them.
import { pathToFileURL } from 'node:url'

const [modules, registry, workingDir] = process.argv.slice(2)
const { CanonicalManager } = await import(pathToFileURL(`${modules}/@atomic-ehr/fhir-canonical-manager/dist/index.js`))
const manager = CanonicalManager({ packages: ['hl7.fhir.us.core@3.1.1'], workingDir, registry: `${registry}/` })

await manager.init()
const entry = await manager.resolveEntry('http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient')
console.log(`resolved ${entry.url} of ${entry.version}`)
await manager.destroy()
