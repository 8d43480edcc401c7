package org.gridwarden.grid.file;

import java.nio.file.Path;
import java.util.List;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;

/** Reads a file for a test: what it holds, or why it is refused. */
final class Reading {
  private Reading() {}

  static FeatureFile read(Path file) {
    return GridFiles.read(file, ReadOptions.NONE, Progress.NONE);
  }

  static List<Fault> faults(Path file) {
    return faults(file, ReadOptions.NONE);
  }

  static List<Fault> faults(Path file, ReadOptions options) {
    try {
      GridFiles.read(file, options, Progress.NONE);
    } catch (FaultException refused) {
      return refused.faults();
    }
    throw new AssertionError(file + " was read, it should have been refused");
  }

  /** The only fault. */
  static Fault fault(Path file) {
    List<Fault> faults = faults(file);
    if (faults.size() != 1) {
      throw new AssertionError("one fault was expected: " + faults);
    }
    return faults.get(0);
  }
}
