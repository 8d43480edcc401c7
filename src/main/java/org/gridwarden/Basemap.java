package org.gridwarden;

import java.net.URI;
import org.gridwarden.fault.FaultException;

/**
 * Map pictures from elsewhere.
 *
 * @param url a template with {z}, {x} and {y}
 * @param crs "wgs84" or "gcj02": which system its tiles are shifted to
 * @param origin scheme and host, for the pages' security policy
 */
record Basemap(String url, String crs, String origin) {
  static Basemap of(String url, String crs) {
    if (!url.contains("{z}") || !url.contains("{x}") || !url.contains("{y}")) {
      throw FaultException.badInput("basemap", url, "a template has {z}, {x} and {y}");
    }
    if (!crs.equals("wgs84") && !crs.equals("gcj02")) {
      throw FaultException.badInput("basemap-crs", crs, "wgs84 or gcj02");
    }
    URI uri = URI.create(url.replaceAll("[{}]", "_"));
    if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
      throw FaultException.badInput("basemap", url, "an http or https address is wanted");
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return new Basemap(url, crs, uri.getScheme() + "://" + uri.getHost() + port);
  }
}
