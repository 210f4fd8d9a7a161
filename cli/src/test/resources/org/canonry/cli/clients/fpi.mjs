// fhir-package-installer: a package and all that it needs, also what core packages need of their own accord.
import { createRequire } from 'node:module'

const [modules, registryUrl, cachePath] = process.argv.slice(2)
const { FhirPackageInstaller } = createRequire(modules + '/')('fhir-package-installer')
const installer = new FhirPackageInstaller({ registryUrl, cachePath, allowHttp: true })

await installer.install('hl7.terminology.r5@7.0.1')
const manifest = await installer.getManifest('hl7.terminology.r5@7.0.1')
console.log(`installed ${manifest.name}@${manifest.version}`)
