package org.gridwarden.store.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;

/**
 * What a backup says of itself.
 *
 * @param format of the file
 * @param program the version of the program that wrote it
 * @param schema the version of the schema that its tables have
 * @param madeAt the moment, ISO-8601
 * @param zone the area's time zone, or null where none was set
 * @param lastChange the highest number that a change had got
 * @param tables in the order in which they are loaded
 * @param photos how many pictures are in it
 * @param missingPhotos how many have a row and no whole picture
 */
public record Manifest(
    int format,
    String program,
    int schema,
    String madeAt,
    String zone,
    long lastChange,
    List<TableSum> tables,
    long photos,
    long missingPhotos) {
  /** The format that this program writes and reads. */
  public static final int FORMAT = 1;

  /** The first schema of which there are backups. */
  private static final int FIRST_SCHEMA = 8;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  byte[] toJson() {
    try {
      return MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts and numbers can be written", impossible);
    }
  }

  /**
   * @param newestSchema the newest that this program knows
   * @throws FaultException where it isn't for this program
   */
  static Manifest parse(byte[] json, int newestSchema) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      int format = tree.path("format").asInt();
      String by = ", written by Gridwarden " + tree.path("program").asText("?");
      if (format != FORMAT) {
        throw refusal(
            "the file has the "
                + (format > FORMAT ? "newer" : "older")
                + " format "
                + format
                + by
                + "; this program reads format "
                + FORMAT
                + ": restore it with that one");
      }
      int schema = tree.path("schema").asInt();
      if (schema > newestSchema) {
        throw refusal(
            "the file has the newer schema "
                + schema
                + by
                + "; this program knows up to "
                + newestSchema
                + ": restore it with that one");
      }
      if (schema < FIRST_SCHEMA) {
        throw refusal("the file has the schema " + schema + by + ", of which there are no backups");
      }
      return MAPPER.treeToValue(tree, Manifest.class);
    } catch (java.io.IOException broken) {
      throw refusal("what the file says of itself can't be read");
    }
  }

  private static FaultException refusal(String detail) {
    return new FaultException(Fault.badInput(detail));
  }
}
