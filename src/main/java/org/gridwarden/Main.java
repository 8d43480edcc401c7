package org.gridwarden;

/** The program. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    int code = GridwardenCommand.run(arguments);
    if (code != ServeCommand.SERVING) {
      System.exit(code);
    }
  }
}
