package org.gridwarden.problem.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every place of pictures does, run by the test of each. Pictures may be any bytes here:
 * nobody looks into them.
 */
abstract class PicturesBehaviour {
  /** SHA-256 of "abc", the example of FIPS 180-2. */
  static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  /** Another view of the same place each time, as of another server. */
  abstract Pictures open() throws Exception;

  /** Puts other bytes of the same length in the place of a full picture. */
  abstract void overwrite(String hash, byte[] bytes) throws Exception;

  /** Makes a picture look as if it had been added five days ago. */
  abstract void age(String hash) throws Exception;

  /** The names of all that is there. */
  abstract List<String> names() throws Exception;

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static List<String> before(Pictures pictures, Instant moment) {
    List<String> hashes = new ArrayList<>();
    pictures.listBefore(moment, hashes::addAll);
    return hashes;
  }

  @Test
  void aPictureLiesUnderItsHashForEveryServer() throws Exception {
    assertThat(open().add(bytes("abc"), bytes("small"))).isEqualTo(ABC);
    Pictures other = open();
    assertThat(other.find(ABC, false)).contains(bytes("abc"));
    assertThat(other.find(ABC, true)).contains(bytes("small"));
    assertThat(other.holds(ABC)).isTrue();
    assertThat(other.verify(ABC)).isTrue();
    assertThat(names())
        .containsExactly("photos/ba/78/" + ABC + ".jpg", "photos/ba/78/" + ABC + ".thumb.jpg");
  }

  @Test
  void whatWasNeverSentIsntThere() throws Exception {
    Pictures pictures = open();
    assertThat(pictures.find(ABC, false)).isEmpty();
    assertThat(pictures.find(ABC, true)).isEmpty();
    assertThat(pictures.holds(ABC)).isFalse();
    assertThat(pictures.verify(ABC)).isFalse();
    pictures.setAside(ABC);
    pictures.delete(ABC);
    assertThat(before(pictures, Instant.now().plusSeconds(60))).isEmpty();
    assertThat(names()).isEmpty();
  }

  @Test
  void nothingButAHashLeadsToAPicture() throws Exception {
    Pictures pictures = open();
    for (String bad :
        new String[] {"", "../../etc/passwd", ABC.toUpperCase(), ABC + "0", ABC + "\n"}) {
      assertThatThrownBy(() -> pictures.find(bad, false))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theSamePicturesFromManyThreadsOfTwoServersAreThereOnceAndWhole() throws Exception {
    Pictures[] servers = {open(), open()};
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<String>> adds = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      byte[] content = bytes(("picture " + i % 5).repeat(5000));
      Pictures server = servers[i % 2];
      adds.add(threads.submit(() -> server.add(content, bytes("small"))));
    }
    Set<String> hashes = new HashSet<>();
    for (Future<String> add : adds) {
      hashes.add(add.get());
      assertThat(servers[0].verify(add.get())).isTrue();
    }
    threads.shutdown();
    assertThat(hashes).hasSize(5);
    assertThat(names()).hasSize(10);
  }

  @Test
  void aDamagedPictureIsFoundSetAsideAndHealedBySendingItAgain() throws Exception {
    Pictures pictures = open();
    pictures.add(bytes("abc"), bytes("small"));
    overwrite(ABC, bytes("abd"));
    assertThat(pictures.verify(ABC)).isFalse();
    pictures.setAside(ABC);
    pictures.setAside(ABC);
    assertThat(pictures.holds(ABC)).isFalse();
    assertThat(names()).contains("photos/ba/78/" + ABC + ".damaged");
    pictures.add(bytes("abc"), bytes("small"));
    assertThat(pictures.verify(ABC)).isTrue();
    overwrite(ABC, bytes("abe"));
    pictures.add(bytes("abc"), bytes("small"));
    assertThat(pictures.verify(ABC)).isTrue();
    pictures.delete(ABC);
    assertThat(names()).isEmpty();
    assertThat(pictures.verify(ABC)).isFalse();
  }

  @Test
  void picturesAreListedByAge() throws Exception {
    Pictures pictures = open();
    Set<String> hashes = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      hashes.add(pictures.add(bytes("picture " + i), bytes("small")));
    }
    List<String> listed = before(pictures, Instant.now().plusSeconds(60));
    assertThat(listed).hasSize(30).containsAll(hashes);
    assertThat(before(pictures, Instant.now().minusSeconds(60))).isEmpty();
  }

  @Test
  void aPlaceIsPreparedAsOftenAsServersStart() throws Exception {
    open().prepare();
    Pictures again = open();
    again.add(bytes("abc"), bytes("small"));
    again.prepare();
    assertThat(again.verify(ABC)).isTrue();
  }

  @Test
  void sweepingDeletesWhatIsOldAndUnusedAndNothingElse(@TempDir Path rows) throws Exception {
    Instant now = Instant.now();
    Instant before = now.minus(Duration.ofDays(2));
    try (Database database = TestStore.open(rows)) {
      Photos then = photos(database, now.minus(Duration.ofDays(5)));
      String used = then.add(PhotoFixture.jpeg(20, 20), "anna").hash();
      String unused = then.add(PhotoFixture.jpeg(30, 20), "anna").hash();
      String again = then.add(PhotoFixture.jpeg(40, 20), "anna").hash();
      String youngPicture = then.add(PhotoFixture.jpeg(60, 20), "anna").hash();
      String orphan = open().add(bytes("abc"), bytes("small"));
      String youngOrphan = open().add(bytes("def"), bytes("small"));
      for (String old : List.of(used, unused, again, orphan)) {
        age(old);
      }
      Photos photos = photos(database, now);
      String fresh = photos.add(PhotoFixture.jpeg(50, 20), "anna").hash();
      photos.add(PhotoFixture.jpeg(40, 20), "anna");

      assertThat(photos.sweepUnused(before, (handle, hash) -> hash.equals(used))).isEqualTo(2);

      for (String gone : List.of(unused, orphan)) {
        assertThat(photos.find(gone)).isEmpty();
        assertThat(photos.findPicture(gone, false)).isEmpty();
        assertThat(photos.findPicture(gone, true)).isEmpty();
      }
      for (String kept : List.of(used, again, fresh)) {
        assertThat(photos.find(kept)).isPresent();
        assertThat(photos.findPicture(kept, false)).isPresent();
        assertThat(photos.findPicture(kept, true)).isPresent();
      }
      // Waits until the picture is as old as its row was.
      assertThat(photos.find(youngPicture)).isEmpty();
      assertThat(open().holds(youngPicture)).isTrue();
      assertThat(open().holds(youngOrphan)).isTrue();
      assertThat(photos.isUploader(unused, "anna")).isFalse();
      assertThat(photos.sweepUnused(before, (handle, hash) -> hash.equals(used))).isZero();
    }
  }

  private Photos photos(Database database, Instant at) throws Exception {
    return new Photos(database, open(), () -> ZoneOffset.UTC, Clock.fixed(at, ZoneOffset.UTC));
  }
}
