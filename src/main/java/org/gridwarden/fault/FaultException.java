package org.gridwarden.fault;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Carries every fault found, the first of which decides the status. Never empty. */
public final class FaultException extends RuntimeException {
  private final transient List<Fault> faults;
  private final transient Map<String, Object> more = new LinkedHashMap<>();
  private final transient Duration wait;

  public FaultException(Fault fault) {
    this(List.of(fault));
  }

  public FaultException(List<Fault> faults) {
    this(faults, null);
  }

  private FaultException(List<Fault> faults, Duration wait) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("a FaultException needs at least one fault");
    }
    this.faults = List.copyOf(faults);
    this.wait = wait;
  }

  public static FaultException badInput(String field, Object value, String detail) {
    return new FaultException(Fault.badInput(detail).field(field).value(value));
  }

  public static FaultException notFound(String field, Object value, String detail) {
    return new FaultException(Fault.of(FaultKind.NOT_FOUND, detail).field(field).value(value));
  }

  /** Adds something that the caller needs to go on, such as the state now. */
  public FaultException with(String name, Object value) {
    more.put(name, value);
    return this;
  }

  /** What was added beside the faults, by name. */
  public Map<String, Object> more() {
    return Collections.unmodifiableMap(more);
  }

  /**
   * @param wait after which it may go better
   */
  public static FaultException tooManyRequests(Duration wait, String detail) {
    return new FaultException(List.of(Fault.of(FaultKind.TOO_MANY_REQUESTS, detail)), wait);
  }

  /**
   * @param wait after which it may go better
   */
  public static FaultException unavailable(Duration wait, String detail) {
    return new FaultException(List.of(Fault.of(FaultKind.UNAVAILABLE, detail)), wait);
  }

  /** Whether it is only that something can't be had now. */
  public boolean isUnavailable() {
    return first().kind() == FaultKind.UNAVAILABLE;
  }

  public List<Fault> faults() {
    return faults;
  }

  /** How long to wait before trying again, where that is known. */
  public Optional<Duration> findWait() {
    return Optional.ofNullable(wait);
  }

  public Fault first() {
    return faults.get(0);
  }
}
