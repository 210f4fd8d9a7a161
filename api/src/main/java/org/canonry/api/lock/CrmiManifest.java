package org.canonry.api.lock;

import java.util.List;
import org.canonry.api.lock.Pins.Pin;

/// A manifest of HL7's Canonical Resource Management Infrastructure: a `Parameters` resource of FHIR R4 that says which version a reference without
/// version means. Also what the IG Publisher reads and writes for `pin-manifest`.
///
/// Source: CRMI, profile `crmi-manifestparameters`. Code systems are pinned by `system-version`, the name that is known to `$expand` of FHIR R4 and
/// that both versions of CRMI accept.
final class CrmiManifest {
    private static final String PROFILE = "http://hl7.org/fhir/uv/crmi/StructureDefinition/crmi-manifestparameters";

    private CrmiManifest() {}

    static String write(List<Pin> pins) {
        var resource = JsonText.object().put("resourceType", "Parameters").put("id", "manifest");
        resource.putObject("meta").putArray("profile").add(PROFILE);
        // FHIR allows no empty arrays.
        if (!pins.isEmpty()) {
            var parameters = resource.putArray("parameter");
            pins.forEach(pin -> parameters.addObject()
                    .put("name", pin.parameter().text())
                    .put("valueCanonical", pin.url() + '|' + pin.version()));
        }
        return JsonText.of(resource);
    }
}
