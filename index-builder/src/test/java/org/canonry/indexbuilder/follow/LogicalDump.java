package org.canonry.indexbuilder.follow;

import static org.canonry.storage.database.Tables.CANONICAL;
import static org.canonry.storage.database.Tables.CANONICAL_USE;
import static org.canonry.storage.database.Tables.DEPENDENCY;
import static org.canonry.storage.database.Tables.LOG;
import static org.canonry.storage.database.Tables.PACKAGE;
import static org.canonry.storage.database.Tables.PACKAGE_VERSION;
import static org.canonry.storage.database.Tables.QUARANTINE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;
import org.canonry.indexbuilder.publish.Publication;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.index.CanonicalColumns;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.IndexFolder;
import org.canonry.storage.index.UsesCodec;
import org.canonry.storage.limits.Limits;
import org.jooq.DSLContext;
import org.jooq.Table;

/// Everything that index and tables say, as sorted lines: two builds are equal when their dumps are.
///
/// @param documents of the index
/// @param rows of the tables
public record LogicalDump(List<String> documents, List<String> rows) {
    @Override
    public String toString() {
        return "%d documents, %d rows, %x".formatted(documents.size(), rows.size(), hashCode());
    }

    private static final List<Table<?>> TABLES =
            List.of(LOG, PACKAGE, PACKAGE_VERSION, DEPENDENCY, CANONICAL, CANONICAL_USE, QUARANTINE);

    /// Of what a bucket's snapshot and a database hold.
    ///
    /// @param scratch an empty folder, for the files of the index
    public static LogicalDump of(Bucket bucket, Database database, Path scratch) throws IOException {
        var documents = new ArrayList<String>();
        forEachDocument(bucket, scratch, documents::add);
        documents.sort(null);
        return new LogicalDump(documents, database.read(LogicalDump::rows));
    }

    private static List<String> rows(DSLContext context) {
        var rows = new ArrayList<String>();
        for (var table : TABLES) {
            for (var row : context.selectFrom(table)) {
                var values = row.intoMap();
                if (table.equals(QUARANTINE)) {
                    values.remove(QUARANTINE.ID.getName());
                }
                var texts = new ArrayList<String>();
                values.forEach((column, value) -> texts.add(column + "=" + text(value)));
                rows.add(table.getName() + " " + texts);
            }
        }
        rows.sort(null);
        return rows;
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "null";
            case byte[] bytes -> java.util.HexFormat.of().formatHex(bytes);
            case Object[] array -> List.of(array).toString();
            default -> value.toString();
        };
    }

    /// Hands over everything that each document of a bucket's snapshot says, as one line, in no order.
    ///
    /// @param scratch an empty folder, for the files of the index
    public static void forEachDocument(Bucket bucket, Path scratch, Consumer<String> documents) throws IOException {
        var manifest = Publication.find(bucket, Limits.defaults()).manifest().orElseThrow();
        new IndexFolder(scratch).sync(bucket, manifest.lucene());
        try (var directory = FSDirectory.open(scratch); var reader = DirectoryReader.open(directory)) {
            for (var leaf : reader.leaves()) {
                add(leaf, documents);
            }
        }
    }

    private static void add(LeafReaderContext leaf, Consumer<String> documents) throws IOException {
        var columns = new CanonicalColumns(leaf.reader());
        for (var doc = 0; doc < leaf.reader().maxDoc(); doc++) {
            var uses = leaf.reader().storedFields().document(doc, Set.of(Fields.USES)).getBinaryValue(Fields.USES);
            documents.accept("%s %s lsn=%d %s %s %s %s".formatted(
                    columns.text(Fields.PACKAGE_VERSION, doc), columns.texts(doc), columns.number(Fields.LSN, doc, -1), columns.membership(doc),
                    columns.location(doc), columns.hash(Fields.CONTENT_HASH, doc), uses == null ? "" : UsesCodec.decode(uses)));
        }
    }
}
