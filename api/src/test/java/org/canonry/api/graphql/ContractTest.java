package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AstPrinter;
import graphql.language.DescribedNode;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.NamedNode;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.storage.SharedFiles;
import org.junit.jupiter.api.Test;

/// `schema.graphqls` as a text: that it keeps the promised core, and describes everything.
class ContractTest {
    private static final Path SCHEMA = SharedFiles.repository().resolve("schema.graphqls");

    @Test
    void keepsEveryNameArgumentDefaultAndNullabilityOfTheCore() throws IOException {
        var core = SharedFiles.packages().resolveSibling("design").resolve("schema-core.graphqls");
        assertThat(signatures(parse(SCHEMA))).containsAllEntriesOf(signatures(parse(core)));
    }

    @Test
    void describesEveryTypeFieldArgumentAndValue() throws IOException {
        var silent = parse(SCHEMA).types().values().stream().flatMap(ContractTest::parts)
                .filter(part -> part.node.getDescription() == null || part.node.getDescription().getContent().isBlank())
                .map(Part::path);
        var scalars = parse(SCHEMA).scalars().values().stream()
                .filter(scalar -> scalar.getSourceLocation() != null)
                .filter(scalar -> scalar.getDescription() == null || scalar.getDirectives("specifiedBy").isEmpty())
                .map(ScalarTypeDefinition::getName);
        assertThat(Stream.concat(silent, scalars)).isEmpty();
    }

    @Test
    void listsEveryErrorCodeWithItsMeaning() throws IOException {
        var rows = Files.readAllLines(SharedFiles.repository().resolve("docs/errors.md")).stream().filter(line -> line.startsWith("| `")).toList();
        var expected = Arrays.stream(ErrorCode.values()).map(code -> "| `%s` | %s |".formatted(code, code.meaning())).toList();
        assertThat(rows).containsExactlyElementsOf(expected);
    }

    private static TypeDefinitionRegistry parse(Path file) throws IOException {
        return new SchemaParser().parse(Files.readString(file));
    }

    private static Map<String, String> signatures(TypeDefinitionRegistry schema) {
        var signatures = new TreeMap<String, String>();
        schema.types().values().stream().flatMap(ContractTest::parts).forEach(part -> signatures.put(part.path, signature(part.node)));
        return signatures;
    }

    private static String signature(DescribedNode<?> node) {
        return switch (node) {
            case FieldDefinition field -> text(field.getType());
            case InputValueDefinition value -> text(value.getType())
                    + (value.getDefaultValue() == null ? "" : " = " + AstPrinter.printAst(value.getDefaultValue()));
            case ObjectTypeDefinition type -> "type " + type.getImplements().stream().map(ContractTest::text).toList();
            case UnionTypeDefinition union -> "union " + union.getMemberTypes().stream().map(ContractTest::text).sorted().toList();
            default -> node.getClass().getSimpleName();
        };
    }

    private static String text(Type<?> type) {
        return AstPrinter.printAst(type);
    }

    private record Part(String path, DescribedNode<?> node) {}

    private static Stream<Part> parts(TypeDefinition<?> type) {
        var own = Stream.of(new Part(type.getName(), (DescribedNode<?>) type));
        Stream<Part> inner = switch (type) {
            case ObjectTypeDefinition object -> fields(object.getName(), object.getFieldDefinitions());
            case InterfaceTypeDefinition shared -> fields(shared.getName(), shared.getFieldDefinitions());
            case InputObjectTypeDefinition input -> named(input.getName(), input.getInputValueDefinitions());
            case EnumTypeDefinition choice -> named(choice.getName(), choice.getEnumValueDefinitions());
            default -> Stream.empty();
        };
        return Stream.concat(own, inner);
    }

    private static Stream<Part> fields(String type, List<FieldDefinition> fields) {
        return fields.stream().flatMap(field -> Stream.concat(
                Stream.of(new Part(type + "." + field.getName(), field)),
                named(type + "." + field.getName(), field.getInputValueDefinitions())));
    }

    private static <N extends DescribedNode<?> & NamedNode<?>> Stream<Part> named(String owner, List<? extends N> nodes) {
        Map<String, ? extends N> byName = nodes.stream().collect(Collectors.toMap(NamedNode::getName, Function.identity()));
        return byName.entrySet().stream().map(entry -> new Part(owner + "." + entry.getKey(), entry.getValue()));
    }
}
