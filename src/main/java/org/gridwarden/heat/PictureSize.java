package org.gridwarden.heat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridwarden.fault.FaultException;

/** The size of a picture in pixels. */
public record PictureSize(int width, int height) {
  /** No picture is longer: what is drawn around the map needs memory too. */
  public static final int LONGEST_SIDE = 8192;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})[x×](\\d{1,5})");

  /**
   * @param text such as 1200x800
   * @throws FaultException BAD_INPUT naming the size
   */
  public static PictureSize parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw FaultException.badInput("size", text, "width x height in pixels, such as 1200x800");
    }
    PictureSize size =
        new PictureSize(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    if (size.width > LONGEST_SIDE || size.height > LONGEST_SIDE) {
      throw FaultException.badInput("size", text, "at most " + LONGEST_SIDE + " pixels a side");
    }
    return size;
  }
}
