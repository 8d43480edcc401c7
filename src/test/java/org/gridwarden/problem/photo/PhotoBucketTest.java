package org.gridwarden.problem.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Pictures in a bucket of a real S3 server, and what becomes of them where that fails. */
class PhotoBucketTest extends PicturesBehaviour {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Map<String, String> OTHERS =
      Map.of("AWS_ACCESS_KEY_ID", "test-key", "AWS_SECRET_ACCESS_KEY", "not-the-5ecret");
  private static final Map<String, String> STRANGERS =
      Map.of("AWS_ACCESS_KEY_ID", "nobodys-key", "AWS_SECRET_ACCESS_KEY", "not-the-5ecret");

  private S3Server server;
  private String bucket;
  private String place;
  private PhotoBucket opened;

  @BeforeEach
  void makeBucket() {
    server = S3Server.shared();
    bucket = "city-" + COUNT.incrementAndGet();
    place = server.bucket(bucket);
  }

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @Override
  Pictures open() {
    return open(place, S3Server.CREDENTIALS);
  }

  private PhotoBucket open(String at, Map<String, String> environment) {
    return open(at, environment, Duration.ofSeconds(20));
  }

  private PhotoBucket open(String at, Map<String, String> environment, Duration patience) {
    opened = new PhotoBucket(BucketPlace.of(at), environment, patience);
    return opened;
  }

  @Override
  void overwrite(String hash, byte[] bytes) {
    server
        .client()
        .putObject(
            put ->
                put.bucket(bucket)
                    .key(
                        "photos/"
                            + hash.substring(0, 2)
                            + '/'
                            + hash.substring(2, 4)
                            + '/'
                            + hash
                            + ".jpg"),
            RequestBody.fromBytes(bytes));
  }

  @Override
  void age(String hash) throws IOException {
    server.age(bucket, hash);
  }

  @Override
  List<String> names() {
    return server.client().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .sorted()
        .toList();
  }

  private static void assertFault(ThrowingCallable call, FaultKind kind, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FaultException.class,
            fault -> {
              assertThat(fault.first().kind()).isEqualTo(kind);
              assertThat(fault).hasMessageContainingAll(words);
              assertThat(fault.getMessage()).doesNotContain("5ecret", "test-secret", "endpoint=");
            });
  }

  @Test
  void whatIsYoungIsntWrittenAgainAndWhatIsOldIs() throws IOException {
    Pictures pictures = open();
    pictures.add(bytes("abc"), bytes("small"));
    List<Instant> times = times();
    pictures.add(bytes("abc"), bytes("small"));
    assertThat(times()).isEqualTo(times);
    age(ABC);
    pictures.add(bytes("abc"), bytes("small"));
    assertThat(times()).allMatch(each -> each.isAfter(Instant.now().minusSeconds(600)));
  }

  private List<Instant> times() {
    return server.client().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::lastModified)
        .toList();
  }

  @Test
  void othersThingsInTheBucketAreLeftAlone() {
    server
        .client()
        .putObject(put -> put.bucket(bucket).key("x/" + ABC + ".thumb.jpg"), RequestBody.empty());
    open().listBefore(Instant.now().plusSeconds(60), hashes -> assertThat(hashes).isEmpty());
  }

  @Test
  void aBucketThatIsMissingIsNamedAtTheStart() {
    Pictures pictures =
        open(S3Server.place("no-such-bucket", "", server.port()), S3Server.CREDENTIALS);
    assertFault(pictures::prepare, FaultKind.BAD_INPUT, "photos", "no bucket no-such-bucket");
    assertFault(
        () -> pictures.add(bytes("abc"), bytes("small")),
        FaultKind.UNAVAILABLE,
        "no bucket no-such-bucket");
  }

  @Test
  void wrongCredentialsAreToldWithoutRepeatingThem() {
    for (Map<String, String> environment : List.of(OTHERS, STRANGERS)) {
      Pictures pictures = open(place, environment);
      assertFault(
          pictures::prepare, FaultKind.BAD_INPUT, "refuses the credentials", "AWS_ACCESS_KEY_ID");
      assertFault(
          () -> pictures.add(bytes("abc"), bytes("small")),
          FaultKind.UNAVAILABLE,
          "refuses the credentials");
      assertFault(
          () -> pictures.find(ABC, false), FaultKind.UNAVAILABLE, "refuses the credentials");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void withoutCredentialsTheyAreAskedFor() {
    assertFault(
        () -> new PhotoBucket(BucketPlace.of(place), Map.of("AWS_ACCESS_KEY_ID", "test-key")),
        FaultKind.BAD_INPUT,
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void aStoreThatIsDownIsUnavailableAndHoldsNoStartUp() throws IOException {
    Pictures pictures =
        open(S3Server.place(bucket, "photos", S3Server.freePort()), S3Server.CREDENTIALS);
    pictures.prepare();
    assertFault(
        () -> pictures.add(bytes("abc"), bytes("small")),
        FaultKind.UNAVAILABLE,
        "can't",
        "doesn't answer");
    assertFault(() -> pictures.find(ABC, false), FaultKind.UNAVAILABLE, "doesn't answer");
  }

  @Test
  void aStoreThatHangsIsGivenUpInTime() throws IOException {
    // Connections are taken by the system and never answered.
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Pictures pictures =
          open(
              S3Server.place(bucket, "photos", silent.getLocalPort()),
              S3Server.CREDENTIALS,
              Duration.ofSeconds(2));
      long start = System.nanoTime();
      assertFault(() -> pictures.find(ABC, false), FaultKind.UNAVAILABLE, "doesn't answer");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }
}
