package org.gridwarden.problem.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of the pictures. Its files may hold anything: it never looks into them. */
class PhotoFilesTest {
  /** SHA-256 of "abc", the example of FIPS 180-2. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path directory;

  private PhotoFiles open() {
    return new PhotoFiles(directory.resolve("photos"), Clock.systemUTC());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void aPictureLiesUnderItsHash() throws IOException {
    PhotoFiles files = open();
    assertThat(files.add(bytes("abc"), bytes("small"))).isEqualTo(ABC);
    assertThat(names())
        .containsExactly("photos/ba/78/" + ABC + ".jpg", "photos/ba/78/" + ABC + ".thumb.jpg");
    assertThat(files.path(ABC, false)).hasBinaryContent(bytes("abc"));
    assertThat(files.path(ABC, true)).hasBinaryContent(bytes("small"));
    assertThat(files.verify(ABC)).isTrue();
  }

  @Test
  void nothingButAHashLeadsToAFile() {
    PhotoFiles files = open();
    for (String bad :
        new String[] {"", "../../etc/passwd", ABC.toUpperCase(), ABC + "0", ABC + "\n"}) {
      assertThatThrownBy(() -> files.path(bad, false)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theSamePicturesFromManyThreadsAreThereOnceAndWhole() throws Exception {
    PhotoFiles files = open();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<String>> adds = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      byte[] content = bytes(("picture " + i % 10).repeat(5000));
      adds.add(threads.submit(() -> files.add(content, bytes("small"))));
    }
    Set<String> hashes = new HashSet<>();
    for (Future<String> add : adds) {
      hashes.add(add.get());
      assertThat(files.verify(add.get())).isTrue();
    }
    threads.shutdown();
    assertThat(hashes).hasSize(10);
    assertThat(names()).hasSize(20);
  }

  @Test
  void whatACrashLeftUnderWayIsClearedAfterAnHour() throws IOException {
    PhotoFiles files = open();
    Path old = directory.resolve("photos/incoming/photo-1.tmp");
    Path fresh = directory.resolve("photos/incoming/photo-2.tmp");
    Files.write(old, bytes("half a pic"));
    Files.write(fresh, bytes("half a pic"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(3700)));
    files.add(bytes("abc"), bytes("small"));
    PhotoFiles again = open();
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
    assertThat(again.add(bytes("abc"), bytes("small"))).isEqualTo(ABC);
    assertThat(again.verify(ABC)).isTrue();
  }

  @Test
  void aDamagedPictureIsFoundSetAsideAndHealedBySendingItAgain() throws IOException {
    PhotoFiles files = open();
    files.add(bytes("abc"), bytes("small"));
    Files.write(files.path(ABC, false), bytes("abd"));
    assertThat(files.verify(ABC)).isFalse();
    files.setAside(ABC);
    files.setAside(ABC);
    assertThat(files.path(ABC, false)).doesNotExist();
    assertThat(names()).contains("photos/ba/78/" + ABC + ".damaged");
    files.add(bytes("abc"), bytes("small"));
    assertThat(files.verify(ABC)).isTrue();
    Files.write(files.path(ABC, false), bytes("ab"));
    files.add(bytes("abc"), bytes("small"));
    assertThat(files.verify(ABC)).isTrue();
    files.delete(ABC);
    assertThat(names()).isEmpty();
    assertThat(files.verify(ABC)).isFalse();
  }

  @Test
  void picturesAreListedByFolderAndAge() {
    PhotoFiles files = open();
    files.add(bytes("abc"), bytes("small"));
    assertThat(files.listPrefixes()).containsExactly("ba78");
    assertThat(files.listBefore("ba78", Instant.now().plusSeconds(60))).containsExactly(ABC);
    assertThat(files.listBefore("ba78", Instant.now().minusSeconds(60))).isEmpty();
    assertThat(files.listBefore("ba79", Instant.now())).isEmpty();
  }
}
