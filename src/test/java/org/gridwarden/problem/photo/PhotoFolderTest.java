package org.gridwarden.problem.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures in a folder, and what only a folder does. */
class PhotoFolderTest extends PicturesBehaviour {
  @TempDir Path directory;

  @Override
  PhotoFolder open() {
    return (PhotoFolder)
        Pictures.at(directory.resolve("photos").toString(), Map.of(), Clock.systemUTC());
  }

  @Override
  void overwrite(String hash, byte[] bytes) throws IOException {
    Files.write(open().path(hash, false), bytes);
  }

  @Override
  void age(String hash) throws IOException {
    FileTime old = FileTime.from(Instant.now().minusSeconds(5 * 86_400));
    Files.setLastModifiedTime(open().path(hash, true), old);
    Files.setLastModifiedTime(open().path(hash, false), old);
  }

  @Override
  List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void whatACrashLeftUnderWayIsClearedAfterAnHour() throws IOException {
    open().prepare();
    Path old = directory.resolve("photos/incoming/photo-1.tmp");
    Path fresh = directory.resolve("photos/incoming/photo-2.tmp");
    Files.write(old, bytes("half a pic"));
    Files.write(fresh, bytes("half a pic"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(3700)));
    PhotoFolder again = open();
    again.prepare();
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
    assertThat(again.add(bytes("abc"), bytes("small"))).isEqualTo(ABC);
    assertThat(again.verify(ABC)).isTrue();
  }

  @Test
  void whatIsSentAgainIsNew() throws IOException {
    PhotoFolder folder = open();
    folder.add(bytes("abc"), bytes("small"));
    age(ABC);
    folder.add(bytes("abc"), bytes("small"));
    folder.listBefore(
        Instant.now().minusSeconds(60), hashes -> assertThat(hashes).as("old ones").isEmpty());
  }

  @Test
  void aPlaceThatIsNoFolderIsRefusedAtTheStartAndUnavailableLater() throws IOException {
    Files.write(directory.resolve("photos"), bytes("a file"));
    assertThatThrownBy(open()::prepare)
        .isInstanceOfSatisfying(
            FaultException.class,
            fault -> {
              assertThat(fault.first().kind()).isEqualTo(FaultKind.BAD_INPUT);
              assertThat(fault.first().field()).isEqualTo("photos");
              assertThat(fault).hasMessageContaining(directory.toString());
            });
    assertThatThrownBy(() -> open().add(bytes("abc"), bytes("small")))
        .isInstanceOfSatisfying(
            FaultException.class,
            fault -> assertThat(fault.first().kind()).isEqualTo(FaultKind.UNAVAILABLE));
  }
}
