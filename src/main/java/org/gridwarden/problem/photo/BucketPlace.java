package org.gridwarden.problem.photo;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.gridwarden.fault.FaultException;

/**
 * Where a bucket is: {@code
 * s3://BUCKET/PREFIX?endpoint=https://HOST:PORT&region=R&path-style=true}. Credentials don't belong
 * here and are refused without repeating them.
 *
 * @param prefix of the keys, empty or with a slash at its end and none at its beginning
 * @param endpoint of the store, or null for that of Amazon's region
 * @param region that requests are signed for
 * @param pathStyle whether the bucket is named in the path and not in the host
 */
record BucketPlace(String bucket, String prefix, URI endpoint, String region, boolean pathStyle) {
  static final String SCHEME = "s3://";

  private static final String FORM =
      "s3://BUCKET/PREFIX?endpoint=https://HOST:PORT&region=R&path-style=true";

  /** What stores that know no regions take. */
  private static final String USUAL_REGION = "us-east-1";

  /**
   * @throws FaultException BAD_INPUT that says which part is wrong
   */
  static BucketPlace of(String text) {
    int question = text.indexOf('?');
    String path = text.substring(SCHEME.length(), question < 0 ? text.length() : question);
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    if (bucket.contains("@")) {
      throw refused(
          "credentials don't belong into the URL; give them in the environment as "
              + "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw refused("no name of a bucket; it is " + FORM);
    }
    String prefix = slash < 0 ? "" : path.substring(slash).replaceAll("^/+|/+$", "");
    if (!prefix.matches("[A-Za-z0-9!_.*'()/-]*") || prefix.contains("//")) {
      throw refused("a prefix has letters, digits and -_./ only; it is " + FORM);
    }
    URI endpoint = null;
    String region = null;
    boolean pathStyle = false;
    for (String each : question < 0 ? new String[0] : text.substring(question + 1).split("&")) {
      int equals = each.indexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      String value = equals < 0 ? "" : decoded(each.substring(equals + 1));
      switch (name) {
        case "endpoint" -> endpoint = endpoint(value);
        case "region" -> region = region(value);
        case "path-style" -> pathStyle = bool(value);
        default -> throw refused("it has endpoint, region and path-style only; it is " + FORM);
      }
    }
    if (endpoint == null && region == null) {
      throw refused("without an endpoint it needs a region: s3://BUCKET/PREFIX?region=R");
    }
    return new BucketPlace(
        bucket,
        prefix.isEmpty() ? "" : prefix + '/',
        endpoint,
        region == null ? USUAL_REGION : region,
        pathStyle);
  }

  private static URI endpoint(String text) {
    try {
      URI uri = new URI(text);
      boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
      if (http && bare && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException unreadable) {
      // Told below.
    }
    throw refused("the endpoint is https://HOST:PORT, or http:// within a network that is trusted");
  }

  private static String region(String text) {
    if (!text.matches("[a-z0-9-]{1,40}")) {
      throw refused("a region has small letters, digits and - only, such as eu-central-1");
    }
    return text;
  }

  private static boolean bool(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw refused("path-style is true or false");
    }
    return text.equals("true");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw refused("a % in it isn't followed by two hex digits; it is " + FORM);
    }
  }

  private static FaultException refused(String detail) {
    return FaultException.badInput("photos", null, detail);
  }
}
