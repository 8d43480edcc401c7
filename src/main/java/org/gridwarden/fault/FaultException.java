package org.gridwarden.fault;

import java.util.List;
import java.util.stream.Collectors;

/** Carries every fault found, the first of which decides the status. Never empty. */
public final class FaultException extends RuntimeException {
  private final transient List<Fault> faults;

  public FaultException(Fault fault) {
    this(List.of(fault));
  }

  public FaultException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("a FaultException needs at least one fault");
    }
    this.faults = List.copyOf(faults);
  }

  public static FaultException badInput(String field, Object value, String detail) {
    return new FaultException(Fault.badInput(detail).field(field).value(value));
  }

  public static FaultException notFound(String field, Object value, String detail) {
    return new FaultException(Fault.of(FaultKind.NOT_FOUND, detail).field(field).value(value));
  }

  public List<Fault> faults() {
    return faults;
  }

  public Fault first() {
    return faults.get(0);
  }
}
