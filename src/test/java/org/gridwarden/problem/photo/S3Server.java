package org.gridwarden.problem.photo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server that checks signatures (S3Proxy over a folder beside its jar), in a Java machine
 * of its own so that its Jetty doesn't meet ours. One for all tests, ended with them.
 */
public final class S3Server {
  /** What the build has the tests' own environment say, too. */
  public static final Map<String, String> CREDENTIALS =
      Map.of("AWS_ACCESS_KEY_ID", "test-key", "AWS_SECRET_ACCESS_KEY", "test-secret");

  private static final Path JAR = Path.of("target/s3/s3proxy.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static S3Server shared;

  private final Path folder;
  private final int port;
  private final S3Client client;

  private S3Server() throws IOException {
    folder = Files.createTempDirectory(JAR.toAbsolutePath().getParent(), "run-");
    port = freePort();
    Path properties = folder.resolve("s3proxy.properties");
    Files.writeString(
        properties,
        """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=test-key
        s3proxy.credential=test-secret
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(port, Files.createDirectory(folder.resolve("buckets"))));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-XX:TieredStopAtLevel=1",
                "-DLOG_LEVEL=warn",
                "-jar",
                JAR.toAbsolutePath().toString(),
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    client =
        S3Client.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://127.0.0.1:" + port))
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("test-key", "test-secret")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    await(process);
  }

  /**
   * The server, started by whoever asks first; skips the test, with the reason, without its jar.
   */
  public static synchronized S3Server shared() {
    Assumptions.assumeTrue(
        Files.isRegularFile(JAR),
        () -> "no S3 server: " + JAR + " is missing; mvn generate-test-resources fetches it");
    try {
      if (shared == null) {
        shared = new S3Server();
      }
      return shared;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void await(Process process) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        client.listBuckets();
        return;
      } catch (RuntimeException notYet) {
        pause();
      }
    }
    throw new IOException("the S3 server didn't start: " + Files.readString(folder.resolve("log")));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Makes an empty bucket and says how {@code --photos} names a place in it. */
  public String bucket(String name) {
    client.createBucket(create -> create.bucket(name));
    return place(name, "photos", port);
  }

  public S3Client client() {
    return client;
  }

  public int port() {
    return port;
  }

  /** Makes what has a hash in its name look five days old. */
  void age(String bucket, String hash) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("buckets").resolve(bucket))) {
      for (Path file : files.filter(each -> each.toString().contains(hash)).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5 * 86_400)));
      }
    }
  }

  static String place(String bucket, String prefix, int port) {
    return "s3://"
        + bucket
        + '/'
        + prefix
        + "?endpoint=http://127.0.0.1:"
        + port
        + "&region=us-east-1&path-style=true";
  }
}
