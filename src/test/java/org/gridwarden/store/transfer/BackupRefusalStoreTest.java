package org.gridwarden.store.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.ZipFile;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;
import org.gridwarden.store.Change;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.gridwarden.store.Digest;
import org.gridwarden.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is whole but not right, or not for this program, leaves the target empty. */
class BackupRefusalStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;
  private final Album album = new Album();
  private Path file;
  private Database target;

  /** Pictures in memory. */
  private static final class Album implements Pictures {
    private final Map<String, Picture> kept = new HashMap<>();

    @Override
    public Optional<Picture> find(String hash) {
      return Optional.ofNullable(kept.get(hash));
    }

    @Override
    public boolean isWanted(String hash) {
      return true;
    }

    @Override
    public String keep(Picture picture) {
      kept.put(picture.hash(), picture);
      return picture.hash();
    }
  }

  @BeforeEach
  void backUp() throws Exception {
    file = folder.resolve("good.zip");
    byte[] full = "a picture".getBytes(StandardCharsets.UTF_8);
    String hash = Digest.hex(full);
    album.keep(new Picture(hash, full, new byte[] {1}));
    Path source = Files.createDirectory(folder.resolve("source"));
    try (Database database = Database.open(Database.embeddedUrl(source))) {
      database.update(
          handle -> {
            handle.execute("insert into party (id, kind, name) values ('p', 'unit', 'One')");
            handle.execute(
                "insert into assignment (id, layer, role, party_id, digest)"
                    + " values ('a', 'default', 'chief', 'p', 'x')");
            handle.execute(
                "insert into photo (hash, bytes, width, height, uploaded_by, uploaded_at)"
                    + " values (?, 9, 1, 1, 'a', 0)",
                hash);
            ChangeStore.append(handle, "test", "1", NOW, null, null);
          });
      new Backup(database, album, Progress.NONE).write(file, false, "test", NOW, missing -> {});
    }
    target = TestStore.open(Files.createDirectory(folder.resolve("target")));
  }

  @AfterEach
  void close() {
    target.close();
  }

  private List<TableSum> restore(Path from) {
    try (Archive archive = Archive.open(from, Database::newestSchema, Progress.NONE)) {
      return new Restore(archive, target, new Album(), Progress.NONE).run();
    }
  }

  /**
   * The backup with another manifest and another content of entries, sealed as if it were right.
   */
  private Path forged(UnaryOperator<Manifest> manifest, Map<String, String> entries)
      throws Exception {
    Path forged = folder.resolve("forged.zip");
    Manifest said;
    try (Archive archive = Archive.open(file, Database::newestSchema, Progress.NONE)) {
      said = archive.manifest();
    }
    try (ZipFile zip = new ZipFile(file.toFile());
        ArchiveWriter writer = new ArchiveWriter(forged)) {
      for (var entry : zip.stream().toList()) {
        if (!entry.getName().equals(Archive.MANIFEST)) {
          OutputStream out = writer.begin(entry.getName());
          String other = entries.get(entry.getName());
          out.write(
              other == null
                  ? zip.getInputStream(entry).readAllBytes()
                  : other.getBytes(StandardCharsets.UTF_8));
        }
      }
      writer.finish(manifest.apply(said));
    }
    return forged;
  }

  private void refused(Path from, String word) {
    assertThatThrownBy(() -> restore(from))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining(word);
    assertThat(target.read(StoredTables::findFilled)).isEmpty();
    assertThat(
            target.<Integer>read(
                h -> h.createQuery("select count(*) from category").mapTo(Integer.class).one()))
        .isEqualTo(1);
  }

  private static Manifest with(Manifest m, int format, int schema, long last, List<TableSum> sums) {
    return new Manifest(
        format,
        m.program(),
        schema,
        m.madeAt(),
        m.zone(),
        last,
        sums,
        m.photos(),
        m.missingPhotos());
  }

  @Test
  void anotherFormatOrAForeignSchemaIsNamed() throws Exception {
    int schema = Database.newestSchema();
    refused(forged(m -> with(m, 2, schema, 1, m.tables()), Map.of()), "newer format 2");
    refused(forged(m -> with(m, 0, schema, 1, m.tables()), Map.of()), "older format 0");
    refused(forged(m -> with(m, 1, schema + 1, 1, m.tables()), Map.of()), "newer schema");
    refused(forged(m -> with(m, 1, 7, 1, m.tables()), Map.of()), "schema 7");
  }

  @Test
  void rowsThatAreNotThoseOfTheManifestAreUndone() throws Exception {
    String party = "tables/party.jsonl";
    String lines;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] bytes = zip.getInputStream(zip.getEntry(party)).readAllBytes();
      lines = new String(bytes, StandardCharsets.UTF_8);
    }
    UnaryOperator<Manifest> same = m -> m;
    refused(forged(same, Map.of(party, lines.replace("One", "Two"))), "party isn't what it says");
    refused(forged(same, Map.of(party, lines.substring(0, lines.length() - 1))), "party");
    refused(forged(same, Map.of(party, "{}")), "aren't rows");
    refused(forged(same, Map.of(party, lines.replace("phone", "fax"))), "other columns");
    refused(forged(same, Map.of("photos.tar", "x")), "break off");
    // Right by its checksum, and still a row that refers to nobody.
    String orphan = lines.replace("\"p\"", "\"q\"");
    TableSum sum =
        RowLines.read(
            "party",
            new ByteArrayInputStream(orphan.getBytes(StandardCharsets.UTF_8)),
            RowSink.NONE);
    UnaryOperator<Manifest> fitting =
        m -> {
          List<TableSum> sums = new ArrayList<>(m.tables());
          sums.replaceAll(each -> each.table().equals("party") ? sum : each);
          return with(m, m.format(), m.schema(), m.lastChange(), sums);
        };
    refused(forged(fitting, Map.of(party, orphan)), "doesn't take a row");
    assertThat(restore(file)).hasSize(Tables.IN_ORDER.size());
  }

  @Test
  void whateverNumbersTheSourceGaveThoseToComeAreHigher() throws Exception {
    // Of a cluster that has seen far more transactions than this one.
    long last = (5_000_000_000L << 24) + 17;
    restore(forged(m -> with(m, m.format(), m.schema(), last, m.tables()), Map.of()));
    assertThat(target.read(ChangeStore::last)).isEqualTo(last);
    assertThat(target.<Boolean>read(h -> ChangeStore.isGoneAfter(h, last - 1))).isTrue();
    assertThat(target.<Boolean>read(h -> ChangeStore.isGoneAfter(h, last))).isFalse();
    for (int i = 1; i <= 3; i++) {
      target.update(handle -> ChangeStore.append(handle, "test", "new", NOW, null, null));
      List<Change> after = target.read(h -> ChangeStore.listAfter(h, last, 10));
      assertThat(after).hasSize(i);
    }
    assertThat(target.read(ChangeStore::last)).isGreaterThan(last);
  }
}
