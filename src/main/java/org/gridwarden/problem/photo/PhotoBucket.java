package org.gridwarden.problem.photo;

import java.net.HttpURLConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gridwarden.fault.FaultException;
import org.gridwarden.store.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Pictures in a bucket of a store that speaks S3, under the same names as in a {@link PhotoFolder},
 * so that any tool copies the one into the other. What a store acknowledges is durable; a checksum
 * goes with each picture, so that what arrives is what was sent. The client is made when it is
 * first needed: that costs about a second.
 */
final class PhotoBucket implements Pictures {
  private static final Logger LOG = LoggerFactory.getLogger(PhotoBucket.class);
  private static final String KEY_ID = "AWS_ACCESS_KEY_ID";
  private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(20);
  private static final Duration CONNECTING = Duration.ofSeconds(3);

  /** A picture younger than this isn't written again: a sweep waits at least twice as long. */
  private static final Duration YOUNG = Duration.ofDays(1);

  /** A store that hangs must not keep all threads of the server. */
  private static final int MOST_AT_ONCE = 64;

  private static final Duration IN_LINE = Duration.ofSeconds(1);

  private final BucketPlace place;
  private final AwsBasicCredentials credentials;
  private final Duration patience;
  private final Semaphore calls = new Semaphore(MOST_AT_ONCE);
  private S3Client client;

  /**
   * @param environment with the credentials
   * @throws FaultException BAD_INPUT where there are none
   */
  PhotoBucket(BucketPlace place, Map<String, String> environment) {
    this(place, environment, USUAL_PATIENCE);
  }

  /**
   * @param patience after which a call is given up, with all its repetitions
   */
  PhotoBucket(BucketPlace place, Map<String, String> environment, Duration patience) {
    String id = environment.getOrDefault(KEY_ID, "").strip();
    String secret = environment.getOrDefault(SECRET, "").strip();
    if (id.isEmpty() || secret.isEmpty()) {
      throw FaultException.badInput(
          "photos", null, "a bucket needs credentials: set " + KEY_ID + " and " + SECRET);
    }
    this.place = place;
    this.credentials = AwsBasicCredentials.create(id, secret);
    this.patience = patience;
  }

  /** A store that doesn't answer now is waited for: photos are refused until it does. */
  @Override
  public void prepare() {
    try {
      client().listObjectsV2(list -> list.bucket(place.bucket()).prefix(place.prefix()).maxKeys(1));
    } catch (S3Exception refused) {
      if (refused.statusCode() >= 500) {
        LOG.warn("The store of photos fails: {}; photos are refused until it works", why(refused));
      } else {
        throw PictureFault.unusable(why(refused), refused);
      }
    } catch (SdkException failure) {
      LOG.warn("The store of photos: {}; photos are refused until it answers", why(failure));
    }
  }

  @Override
  public String add(byte[] full, byte[] thumbnail) {
    String hash = Digest.hex(full);
    // The thumbnail first: where a picture is, its thumbnail is.
    put(key(hash, ".thumb.jpg"), thumbnail);
    put(key(hash, ".jpg"), full);
    return hash;
  }

  private void put(String key, byte[] bytes) {
    byte[] md5 = md5(bytes);
    Optional<HeadObjectResponse> there = head(key);
    // An entity tag that is no MD5, as of an encrypted store, only has it written once more.
    if (there.isPresent()
        && there.get().eTag().replace("\"", "").equals(HexFormat.of().formatHex(md5))
        && there.get().lastModified().isAfter(Instant.now().minus(YOUNG))) {
      return;
    }
    ask(
        "the photo can't be written",
        s3 ->
            s3.putObject(
                put ->
                    put.bucket(place.bucket())
                        .key(key)
                        .contentType("image/jpeg")
                        .contentMD5(Base64.getEncoder().encodeToString(md5)),
                RequestBody.fromBytes(bytes)));
  }

  @Override
  public Optional<byte[]> find(String hash, boolean thumbnail) {
    String key = key(hash, thumbnail ? ".thumb.jpg" : ".jpg");
    return ask(
            "the photo can't be read",
            s3 -> s3.getObjectAsBytes(get -> get.bucket(place.bucket()).key(key)))
        .map(found -> found.asByteArrayUnsafe());
  }

  @Override
  public boolean holds(String hash) {
    return head(key(hash, ".jpg")).isPresent();
  }

  private Optional<HeadObjectResponse> head(String key) {
    return ask(
        "the photo can't be looked for",
        s3 -> s3.headObject(head -> head.bucket(place.bucket()).key(key)));
  }

  /**
   * Copies it to {@code HASH.damaged} and deletes it. A store has no renaming: who sends it again
   * in just this moment has to send it once more.
   */
  @Override
  public void setAside(String hash) {
    String key = key(hash, ".jpg");
    ask(
            "the damaged photo can't be set aside",
            s3 ->
                s3.copyObject(
                    copy ->
                        copy.sourceBucket(place.bucket())
                            .sourceKey(key)
                            .destinationBucket(place.bucket())
                            .destinationKey(key(hash, ".damaged"))))
        .ifPresent(copied -> delete(key, "the damaged photo can't be set aside"));
  }

  @Override
  public void delete(String hash) {
    for (String ending : List.of(".jpg", ".thumb.jpg", ".damaged")) {
      delete(key(hash, ending), "the photo can't be deleted");
    }
  }

  private void delete(String key, String what) {
    ask(what, s3 -> s3.deleteObject(delete -> delete.bucket(place.bucket()).key(key)));
  }

  /** A step is a page of the store's list; the thumbnail's time counts, which is written first. */
  @Override
  public void listBefore(Instant before, Consumer<List<String>> step) {
    String next = null;
    do {
      String from = next;
      ListObjectsV2Response page =
          ask(
                  "the photos can't be listed",
                  s3 ->
                      s3.listObjectsV2(
                          list ->
                              list.bucket(place.bucket())
                                  .prefix(place.prefix())
                                  .continuationToken(from)))
              .orElseThrow();
      List<String> hashes =
          page.contents().stream()
              .filter(each -> each.lastModified().isBefore(before))
              .map(PhotoBucket::hashOfThumbnail)
              .flatMap(Optional::stream)
              .toList();
      if (!hashes.isEmpty()) {
        step.accept(hashes);
      }
      next = page.nextContinuationToken();
    } while (next != null);
  }

  private static Optional<String> hashOfThumbnail(S3Object object) {
    String name = object.key().substring(object.key().lastIndexOf('/') + 1);
    String hash = name.replace(".thumb.jpg", "");
    return Photo.isHash(hash) ? Optional.of(hash) : Optional.empty();
  }

  private String key(String hash, String ending) {
    if (!Photo.isHash(hash)) {
      throw new IllegalArgumentException("no hash: " + hash);
    }
    return place.prefix() + hash.substring(0, 2) + '/' + hash.substring(2, 4) + '/' + hash + ending;
  }

  /** Empty where what was asked for isn't there. */
  private <T> Optional<T> ask(String what, Function<S3Client, T> call) {
    if (!entered()) {
      throw PictureFault.unavailable(what, "the store of photos is slow", null);
    }
    try {
      return Optional.of(call.apply(client()));
    } catch (S3Exception refused) {
      // The answer to a HEAD has no body that would say what isn't there.
      if (refused.statusCode() == HttpURLConnection.HTTP_NOT_FOUND
          && !"NoSuchBucket".equals(code(refused))) {
        return Optional.empty();
      }
      throw unavailable(what, refused);
    } catch (SdkException failure) {
      throw unavailable(what, failure);
    } finally {
      calls.release();
    }
  }

  private boolean entered() {
    try {
      return calls.tryAcquire(IN_LINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private FaultException unavailable(String what, SdkException failure) {
    String why = why(failure);
    LOG.warn("{}: {}", what, why);
    return PictureFault.unavailable(what, why, failure);
  }

  /** In words of our own: what a store or a library says may repeat what was sent to it. */
  private String why(SdkException failure) {
    if (!(failure instanceof S3Exception refused)) {
      return "the store of photos doesn't answer";
    }
    String answer = refused.statusCode() + " " + code(refused);
    return switch (refused.statusCode()) {
      case 401, 403 ->
          "the store of photos refuses the credentials of "
              + KEY_ID
              + " and "
              + SECRET
              + ", or they may not use the bucket "
              + place.bucket()
              + " ("
              + answer.strip()
              + ")";
      case 404 -> "the store of photos has no bucket " + place.bucket();
      default -> "the store of photos answered " + answer.strip();
    };
  }

  private static String code(S3Exception refused) {
    AwsErrorDetails details = refused.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null || !code.matches("[A-Za-z0-9.]{1,60}") ? "" : code;
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has MD5", impossible);
    }
  }

  private synchronized S3Client client() {
    if (client == null) {
      Duration attempt = patience.dividedBy(2);
      S3ClientBuilder builder =
          S3Client.builder()
              .region(Region.of(place.region()))
              .credentialsProvider(StaticCredentialsProvider.create(credentials))
              .forcePathStyle(place.pathStyle())
              .httpClientBuilder(
                  UrlConnectionHttpClient.builder()
                      .connectionTimeout(CONNECTING)
                      .socketTimeout(attempt))
              .overrideConfiguration(
                  each ->
                      each.retryStrategy(RetryMode.STANDARD)
                          .apiCallAttemptTimeout(attempt)
                          .apiCallTimeout(patience))
              // Newer checksums, chunks and waiting for a go-ahead: not all stores know them.
              .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
              .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
              .serviceConfiguration(
                  each -> each.chunkedEncodingEnabled(false).expectContinueEnabled(false));
      if (place.endpoint() != null) {
        builder.endpointOverride(place.endpoint());
      }
      client = builder.build();
    }
    return client;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }
}
