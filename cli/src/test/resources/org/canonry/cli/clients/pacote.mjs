// What npm itself is made of: a manifest by wildcard, a packument, a tarball that is checked against its integrity.
import { createRequire } from 'node:module'

const [modules, registry, project] = process.argv.slice(2)
const pacote = createRequire(modules + '/')('pacote')
const options = { registry, cache: project + '/cache' }

const manifest = await pacote.manifest('hl7.fhir.us.core@6.1.x', options)
console.log('manifest', manifest._id)
const packument = await pacote.packument('hl7.fhir.us.core', { ...options, fullMetadata: true })
console.log('packument', packument['dist-tags'].latest)
const extracted = await pacote.extract('hl7.fhir.us.core@6.1.0', project + '/extracted', options)
console.log('extracted', extracted.integrity)
