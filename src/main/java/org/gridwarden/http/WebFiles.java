package org.gridwarden.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pages and what they load, from the program itself, under {@code /web} of the class path. Each
 * is read when first asked for. Safe for many threads.
 */
final class WebFiles {
  private static final String FOLDER = "/web";

  private final Map<String, Optional<WebFile>> files = new ConcurrentHashMap<>();

  /**
   * @param path of the request; a folder stands for its index.html, with a slash at its end or
   *     without
   */
  Optional<WebFile> find(String path) {
    String name = path;
    if (path.endsWith("/")) {
      name = path + "index.html";
    } else if (path.indexOf('.', path.lastIndexOf('/')) < 0) {
      name = path + "/index.html";
    }
    // Only plain names: nothing can lead out of the folder, and strangers' paths fill no memory.
    if (!name.matches("(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+\\.[a-z0-9]+") || name.contains("..")) {
      return Optional.empty();
    }
    Optional<WebFile> known = files.get(name);
    if (known != null) {
      return known;
    }
    try (InputStream in = WebFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        return Optional.empty();
      }
      Optional<WebFile> file = Optional.of(new WebFile(name, in.readAllBytes()));
      files.put(name, file);
      return file;
    } catch (IOException broken) {
      throw new UncheckedIOException("a file of the program itself can't be read: " + name, broken);
    }
  }
}
