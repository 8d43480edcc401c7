package org.gridwarden.problem;

import java.util.Objects;
import java.util.Set;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.people.AccountRole;

/**
 * Whether someone may take a step on a problem now: the table of {@link Lifecycle}, and what a
 * table of roles can't say: nobody verifies work of its own or of its own unit, what a leader
 * supervises is verified by that leader or its team, and nobody grants itself time.
 */
final class StepRules {
  private StepRules() {}

  /**
   * @param supervisorName the name of the account that supervises the problem, or null
   * @throws FaultException FORBIDDEN where this actor may not; CONFLICT, with the state now, where
   *     the step doesn't follow or what the actor saw is outdated
   */
  static void check(
      Problem problem, Step step, StepRequest request, Actor actor, String supervisorName) {
    Set<Hand> hands = actor.hands(problem);
    if (!Lifecycle.allowsEver(step, hands)) {
      throw forbidden("this account may not " + word(step) + " this problem");
    }
    checkVersion(problem, request);
    if (!Lifecycle.follows(step, problem.status())) {
      throw conflict(
          problem,
          "a problem that is " + problem.status().code() + " can't take the step " + step.code());
    }
    if (!Lifecycle.allows(step, problem.status(), hands)) {
      throw forbidden(
          "this account may not " + word(step) + " a problem that is " + problem.status().code());
    }
    checkIndependence(problem, step, actor, supervisorName);
  }

  /** Whether {@link #check} would let it pass, versions aside. */
  static boolean allows(Problem problem, Step step, Actor actor, String supervisorName) {
    return Lifecycle.allows(step, problem.status(), actor.hands(problem))
        && independenceFault(problem, step, actor, supervisorName) == null;
  }

  private static void checkVersion(Problem problem, StepRequest request) {
    Integer seen = request.version();
    if (seen != null && (seen < problem.steppedVersion() || seen > problem.version())) {
      throw conflict(
          problem, "the problem has changed since version " + seen + "; look at it as it is now");
    }
  }

  private static void checkIndependence(
      Problem problem, Step step, Actor actor, String supervisorName) {
    String fault = independenceFault(problem, step, actor, supervisorName);
    if (fault != null) {
      throw forbidden(fault);
    }
  }

  private static String independenceFault(
      Problem problem, Step step, Actor actor, String supervisorName) {
    return switch (step) {
      case VERIFY, REWORK -> verifierFault(problem, actor, supervisorName);
      case CLOSE -> isOfHandlers(problem, actor) ? "who handled it can't close it" : null;
      case REFUSE_EXTENSION ->
          isHolder(problem, actor) ? "whoever holds it can't decide on its own wish" : null;
      default -> null;
    };
  }

  private static String verifierFault(Problem problem, Actor actor, String supervisorName) {
    if (isOfHandlers(problem, actor)) {
      return "whoever handled it, and everyone of the handling unit, can't judge the work";
    }
    String supervisor = problem.marks().supervisor();
    boolean ofTeam =
        supervisor == null
            || supervisor.equals(actor.id())
            || (supervisorName != null
                && supervisorName.equals(actor.team())
                && actor.role() == AccountRole.INSPECTOR);
    return ofTeam ? null : "a leader supervises it: only that leader or its team can judge it";
  }

  private static boolean isOfHandlers(Problem problem, Actor actor) {
    Standing standing = problem.standing();
    return (actor.id() != null && actor.id().equals(standing.handledBy()))
        || (actor.party() != null
            && (actor.party().equals(standing.handledUnit())
                || actor.party().equals(standing.unit())));
  }

  /** Whether an actor's wish for more time is granted by itself, or must wait for another. */
  static boolean grantsTime(Problem problem, Actor actor) {
    Set<Hand> hands = actor.hands(problem);
    return !isHolder(problem, actor)
        && (hands.contains(Hand.ADMIN)
            || hands.contains(Hand.LEADER)
            || hands.contains(Hand.CHIEF));
  }

  private static boolean isHolder(Problem problem, Actor actor) {
    return actor.party() != null && Objects.equals(actor.party(), problem.standing().unit());
  }

  private static String word(Step step) {
    return step.code().replace('_', ' ');
  }

  static FaultException conflict(Problem problem, String detail) {
    return new FaultException(Fault.of(FaultKind.CONFLICT, detail))
        .with("state", ProblemJson.state(problem));
  }

  private static FaultException forbidden(String detail) {
    return new FaultException(Fault.of(FaultKind.FORBIDDEN, detail));
  }
}
