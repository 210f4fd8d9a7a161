package org.canonry.oracle;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.utils.EOperationOutcome;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.settings.FhirSettings;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidationEngine;

/// Validates a resource of FHIR R4 with HL7's validator, which loads its packages as it always does, and prints what it says:
/// `Validation fhir-settings.json resource.json guides…`. Where packages are fetched is in the settings, where they are kept in the user's home.
public final class Validation {
    private Validation() {}

    /// Runs it.
    ///
    /// @param arguments the settings, the resource, and what the validator takes behind `-ig`
    public static void main(String[] arguments) throws IOException, URISyntaxException {
        FhirSettings.setExplicitFilePath(arguments[0]);
        ManagedWebAccess.loadFromFHIRSettings();
        var engine = new ValidationEngine.ValidationEngineBuilder()
                .withCanRunWithoutTerminologyServer(true)
                .withNoTerminologyServer()
                .withVersion("4.0.1")
                .fromSource("hl7.fhir.r4.core#4.0.1");
        for (var guide : List.of(arguments).subList(2, arguments.length)) {
            engine.getIgLoader().loadIg(engine.getIgs(), engine.getBinaries(), guide, true);
            System.out.println("loaded " + guide);
        }
        messages(engine, Path.of(arguments[1])).forEach(message ->
                System.out.println(message.getLevel() + " " + message.getLocation() + " " + message.getMessage()));
        System.out.println("done");
    }

    @SuppressWarnings("deprecation")
    private static List<ValidationMessage> messages(ValidationEngine engine, Path resource) throws IOException {
        var messages = new ArrayList<ValidationMessage>();
        try {
            engine.validate(Files.readAllBytes(resource), FhirFormat.JSON, List.of(), messages);
        } catch (EOperationOutcome e) {
            throw new IOException(e);
        }
        return messages;
    }
}
