package org.gridwarden.problem.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        directory.resolve("photos"),
        () -> ZoneId.of("Asia/Shanghai"),
        Clock.fixed(at, ZoneOffset.UTC));
  }

  @Test
  void whatWasKeptIsFoundAgain() {
    Photo photo = photos(NOW).add(UPLOAD, "anna");
    assertThat(photo.position()).isEqualTo(new LonLat(113.5, 33.25));
    assertThat(photo.takenAt()).isEqualTo(Instant.parse("2026-05-13T09:00:00Z"));
    assertThat(photo.uploadedBy()).isEqualTo("anna");
    assertThat(photo.uploadedAt()).isEqualTo(NOW);
    assertThat(photos(NOW).find(photo.hash())).contains(photo);
    assertThat(photos(NOW).file(photo.hash(), false)).hasSize(photo.bytes());
    assertThat(photos(NOW).file(photo.hash(), true)).exists();
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
      assertThatThrownBy(() -> database.read(handle -> photos.get(handle, hash)))
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
  void sweepingDeletesWhatIsOldAndUnusedAndNothingElse() throws Exception {
    Photos then = photos(NOW.minus(Duration.ofDays(3)));
    String used = then.add(PhotoFixture.jpeg(20, 20), "anna").hash();
    String unused = then.add(PhotoFixture.jpeg(30, 20), "anna").hash();
    String again = then.add(PhotoFixture.jpeg(40, 20), "anna").hash();
    Photos photos = photos(NOW);
    String fresh = photos.add(PhotoFixture.jpeg(50, 20), "anna").hash();
    photos.add(PhotoFixture.jpeg(40, 20), "anna");
    String orphan =
        new PhotoFiles(directory.resolve("photos"), Clock.systemUTC())
            .add(new byte[] {1}, new byte[] {2});
    Files.setLastModifiedTime(photos.file(orphan, true), FileTime.from(NOW.minusSeconds(500_000)));
    Instant before = NOW.minus(Duration.ofDays(1));
    assertThat(photos.sweepUnused(before, used::equals)).isEqualTo(1);
    assertThat(photos.find(unused)).isEmpty();
    assertThat(photos.file(unused, false)).doesNotExist();
    assertThat(photos.file(unused, true)).doesNotExist();
    assertThat(photos.file(orphan, false)).doesNotExist();
    for (String kept : List.of(used, again, fresh)) {
      assertThat(photos.find(kept)).isPresent();
      assertThat(photos.file(kept, false)).exists();
    }
    assertThat(photos.isUploader(unused, "anna")).isFalse();
    assertThat(photos.sweepUnused(before, used::equals)).isZero();
  }

  @Test
  void sweepingBesideSendingLeavesNoRowWithoutItsFile() throws Exception {
    Photos photos = photos(NOW);
    byte[][] uploads = new byte[6][];
    for (int i = 0; i < uploads.length; i++) {
      uploads[i] = PhotoFixture.jpeg(20 + i, 20);
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<String>> adds = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      byte[] upload = uploads[i % uploads.length];
      adds.add(threads.submit(() -> photos.add(upload, "anna").hash()));
    }
    Set<String> hashes = new HashSet<>();
    for (Future<String> add : adds) {
      photos.sweepUnused(NOW.plusSeconds(1), hash -> false);
      hashes.add(add.get());
    }
    threads.shutdown();
    for (String hash : hashes) {
      boolean there = photos.find(hash).isPresent();
      assertThat(Files.exists(photos.file(hash, false))).isEqualTo(there);
      assertThat(Files.exists(photos.file(hash, true))).isEqualTo(there);
    }
  }

  @Test
  void aDamagedPhotoIsServedNoMoreUntilItIsSentAgain() throws Exception {
    Photos photos = photos(NOW);
    String hash = photos.add(UPLOAD, "anna").hash();
    assertThat(photos.verify(hash)).isTrue();
    Files.write(photos.file(hash, false), new byte[] {1, 2, 3});
    assertThat(photos.verify(hash)).isFalse();
    assertThat(photos.file(hash, false)).doesNotExist();
    photos.add(UPLOAD, "anna");
    assertThat(photos.verify(hash)).isTrue();
  }
}
