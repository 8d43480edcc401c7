package org.gridwarden.problem.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.geo.LonLat;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos over a real database and a real folder. */
class PhotoStoreTest {
  private static final Instant NOW = Instant.parse("2026-05-13T10:00:00Z");
  private static final byte[] UPLOAD =
      PhotoFixture.withExif(
          PhotoFixture.jpeg(80, 60),
          PhotoFixture.exif(1, new double[] {113.5, 33.25}, "2026:05:13 17:00:00", null));

  @TempDir Path directory;
  private Database database;

  @BeforeEach
  void open() {
    database = TestStore.open(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Photos photos(Instant at) {
    return new Photos(
        database,
        new PhotoFolder(directory.resolve("photos"), Clock.systemUTC()),
        () -> ZoneId.of("Asia/Shanghai"),
        Clock.fixed(at, ZoneOffset.UTC));
  }

  private Path file(String hash) {
    return new PhotoFolder(directory.resolve("photos"), Clock.systemUTC()).path(hash, false);
  }

  @Test
  void whatWasKeptIsFoundAgain() {
    Photo photo = photos(NOW).add(UPLOAD, "anna");
    assertThat(photo.position()).isEqualTo(new LonLat(113.5, 33.25));
    assertThat(photo.takenAt()).isEqualTo(Instant.parse("2026-05-13T09:00:00Z"));
    assertThat(photo.uploadedBy()).isEqualTo("anna");
    assertThat(photo.uploadedAt()).isEqualTo(NOW);
    assertThat(photos(NOW).find(photo.hash())).contains(photo);
    assertThat(photos(NOW).findPicture(photo.hash(), false).orElseThrow()).hasSize(photo.bytes());
    assertThat(photos(NOW).findPicture(photo.hash(), true)).isPresent();
    assertThat(photos(NOW).find("0".repeat(64))).isEmpty();
    assertThat(photos(NOW).find("../x")).isEmpty();
  }

  @Test
  void aPictureSentByTwoBelongsToBoth() {
    Photo first = photos(NOW).add(UPLOAD, "anna");
    Photo again = photos(NOW.plusSeconds(60)).add(UPLOAD, "bert");
    assertThat(again.hash()).isEqualTo(first.hash());
    assertThat(again.uploadedBy()).isEqualTo("anna");
    assertThat(again.uploadedAt()).isEqualTo(NOW.plusSeconds(60));
    Photos photos = photos(NOW);
    assertThat(photos.isUploader(first.hash(), "anna")).isTrue();
    assertThat(photos.isUploader(first.hash(), "bert")).isTrue();
    assertThat(photos.isUploader(first.hash(), "carl")).isFalse();
  }

  @Test
  void aForgottenPositionStaysForgotten() {
    Photos photos = photos(NOW);
    String hash = photos.add(UPLOAD, "anna").hash();
    database.update(handle -> photos.clearPosition(handle, hash));
    assertThat(photos.find(hash).orElseThrow().position()).isNull();
    assertThat(photos.add(UPLOAD, "anna").position()).isNull();
    assertThat(photos.find(hash).orElseThrow().takenAt()).isNotNull();
  }

  @Test
  void aReportThatNamesAnUnknownPhotoIsToldSo() {
    Photos photos = photos(NOW);
    for (String hash : new String[] {"0".repeat(64), "x"}) {
      assertThatThrownBy(() -> database.write(handle -> photos.use(handle, hash)))
          .isInstanceOfSatisfying(
              FaultException.class,
              fault -> {
                assertThat(fault.first().kind()).isEqualTo(FaultKind.BAD_INPUT);
                assertThat(fault.first().field()).isEqualTo("photos");
                assertThat(fault.first().value()).isEqualTo(hash);
              });
    }
  }

  @Test
  void whatAReportNamesIsTakenByNoSweepAlsoBeforeTheReportIsSeen() {
    String hash = photos(NOW.minus(Duration.ofDays(3))).add(UPLOAD, "anna").hash();
    Photos photos = photos(NOW);
    database.update(handle -> photos.use(handle, hash));
    assertThat(photos.sweepUnused(NOW.minus(Duration.ofDays(2)), (handle, each) -> false)).isZero();
    assertThat(photos.find(hash).orElseThrow().uploadedAt()).isEqualTo(NOW);
  }

  @Test
  void aDamagedPhotoIsServedNoMoreUntilItIsSentAgain() throws Exception {
    Photos photos = photos(NOW);
    String hash = photos.add(UPLOAD, "anna").hash();
    assertThat(photos.verify(hash)).isTrue();
    Files.write(file(hash), new byte[] {1, 2, 3});
    assertThat(photos.verify(hash)).isFalse();
    assertThat(photos.findPicture(hash, false)).isEmpty();
    photos.add(UPLOAD, "anna");
    assertThat(photos.verify(hash)).isTrue();
  }
}
