package org.gridwarden.responsibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.gridwarden.fault.FaultException;
import org.gridwarden.responsibility.Precedence.Step;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;

/** Who comes before whom, each rule with those that it beats. */
class RulesTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final String[] CHAIN = {"T", "C", "G"};
  private static final CategoryTree CATEGORIES =
      new CategoryTree(
          List.of(
              new Category("1", "市容", "Street", null),
              new Category("1.1", "路面", "Surface", "1"),
              new Category("1.1.1", "井盖", "Manhole", "1.1"),
              new Category("2", "交通", "Traffic", null)));

  private final List<Assignment> assignments = new ArrayList<>();

  private RulesTest with(Role role, String grid, String party) {
    return with(role, grid, party, null, null, null);
  }

  private RulesTest with(
      Role role, String grid, String party, String category, String from, String to) {
    assignments.add(
        new Assignment(
            party + assignments.size(),
            "default",
            grid,
            role,
            new Party(party, party, role.usualKind(), null, null),
            category,
            from == null ? null : Instant.parse(from + "T00:00:00Z"),
            to == null ? null : Instant.parse(to + "T00:00:00Z"),
            null,
            0));
    return this;
  }

  private RulesTest withShop(String party, String wkt, double metres) throws Exception {
    Geometry front = new WKTReader().read(wkt);
    Party shop = new Party(party, party, PartyKind.UNIT, null, null);
    assignments.add(
        new Assignment(
            party, "default", "G", Role.FRONTAGE, shop, null, null, null, front, metres));
    return this;
  }

  private Decision decide(String category) {
    return decide(category, NOW, CHAIN, Precedence.DEFAULT);
  }

  private Decision decide(String category, Instant at, String[] chain, Precedence precedence) {
    // The order in the file must not matter.
    List<Assignment> shuffled = new ArrayList<>(assignments);
    Collections.shuffle(shuffled, new Random(assignments.size()));
    DutySnapshot duties = new DutySnapshot(CATEGORIES, shuffled);
    return new Rules(precedence)
        .decide(duties, chain, duties.frontagesAt(113.6, 33.4), category, at);
  }

  private static String primary(Decision decision) {
    return decision.primaryId() + " " + decision.primary().rule().code();
  }

  @Test
  void everyStepBeatsTheNext() throws Exception {
    with(Role.GRID_CHIEF, "G", "chief");
    with(Role.CONTRACTED_LEADER, "G", "leader");
    assertThat(primary(decide(null))).isEqualTo("chief chief");
    with(Role.RESPONSIBLE_UNIT, "G", "unit");
    assertThat(primary(decide(null))).isEqualTo("unit contract");
    with(Role.COBUILDING_UNIT, "G", "partner");
    assertThat(primary(decide(null))).isEqualTo("partner contract");
    with(Role.LEAD_UNIT, null, "bureau", "1", null, null);
    assertThat(primary(decide(null))).isEqualTo("partner contract");
    assertThat(primary(decide("1.1"))).isEqualTo("bureau sector");
    withShop("shop", "POINT (113.6 33.4)", 5);
    assertThat(primary(decide("1.1"))).isEqualTo("shop frontage");
    with(Role.GRID_WORKER, "G", "worker").with(Role.INSPECTION_TEAM, "G", "team");
    assertThat(decide("1.1").responsible())
        .extracting(each -> each.party().id())
        .containsExactly("shop", "bureau", "partner", "unit", "chief", "leader", "team", "worker");
  }

  @Test
  void theOrderIsData() {
    with(Role.GRID_CHIEF, "G", "chief").with(Role.COBUILDING_UNIT, "G", "partner");
    List<Step> steps = new ArrayList<>(Arrays.asList(Step.values()));
    Collections.swap(steps, steps.indexOf(Step.COBUILDING_UNIT), steps.indexOf(Step.GRID_CHIEF));
    assertThat(primary(decide(null, NOW, CHAIN, new Precedence(steps)))).isEqualTo("chief chief");
    assertThatThrownBy(() -> new Precedence(steps.subList(1, steps.size())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoIsOnlyListedIsNeverPrimary() {
    with(Role.GRID_WORKER, "G", "worker").with(Role.INSPECTION_TEAM, "C", "team");
    Decision decision = decide(null);
    assertThat(decision.primary()).isNull();
    assertThat(decision.responsible()).hasSize(2);
    assertThat(decision.responsible())
        .allSatisfy(each -> assertThat(each.rule()).isEqualTo(Rule.LISTED));
  }

  @Test
  void theMostSpecificCategoryThenTheFinestGridThenTheEarliestThenTheId() {
    with(Role.LEAD_UNIT, "G", "broad", "1", null, null);
    with(Role.LEAD_UNIT, null, "narrow", "1.1", null, null);
    assertThat(primary(decide("1.1.1"))).isEqualTo("narrow sector");
    with(Role.LEAD_UNIT, "C", "nearer", "1.1", null, null);
    assertThat(primary(decide("1.1.1"))).isEqualTo("nearer sector");
    assertThat(primary(decide("1"))).isEqualTo("broad sector");
    assertThat(decide("2").primary()).isNull();
    assignments.clear();
    with(Role.COBUILDING_UNIT, "C", "upper", null, "2020-01-01", null);
    with(Role.COBUILDING_UNIT, "G", "late", null, "2025-01-01", null);
    with(Role.COBUILDING_UNIT, "G", "early", null, "2024-01-01", null);
    assertThat(decide(null).primaryId()).isEqualTo("early");
    with(Role.COBUILDING_UNIT, "G", "ever", null, null, null);
    with(Role.COBUILDING_UNIT, "G", "always", null, null, null);
    assertThat(decide(null).responsible())
        .extracting(each -> each.party().id())
        .containsExactly("always", "ever", "early", "late", "upper");
  }

  @Test
  void whereTheFinestGridNamesNobodyTheNearestChiefAboveDoes() {
    with(Role.GRID_CHIEF, "T", "mayor").with(Role.CONTRACTED_LEADER, "C", "leader");
    assertThat(primary(decide(null))).isEqualTo("mayor territorial");
    with(Role.GRID_CHIEF, "C", "warden").with(Role.COBUILDING_UNIT, "C", "partner");
    assertThat(primary(decide(null))).isEqualTo("warden territorial");
    with(Role.GRID_WORKER, "G", "worker");
    assertThat(primary(decide(null)))
        .as("a worker is not named to act")
        .isEqualTo("warden territorial");
    with(Role.LEAD_UNIT, null, "bureau", "2", null, null);
    assertThat(primary(decide("2"))).isEqualTo("bureau sector");
    with(Role.CONTRACTED_LEADER, "G", "own");
    assertThat(primary(decide(null))).as("the finest names someone").isEqualTo("partner contract");
  }

  @Test
  void withoutAnyChiefTheFirstInOrderActsAndWithoutAnyoneNobody() {
    with(Role.CONTRACTED_LEADER, "T", "leader");
    assertThat(primary(decide(null))).isEqualTo("leader contract");
    assignments.clear();
    assertThat(decide(null).primary()).isNull();
    assertThat(decide(null).responsible()).isEmpty();
  }

  @Test
  void intervalsAreClosedAtTheStartAndOpenAtTheEnd() {
    with(Role.GRID_CHIEF, "G", "old", null, "2026-01-01", "2026-03-01");
    with(Role.GRID_CHIEF, "G", "new", null, "2026-03-01", null);
    assertThat(at("2025-12-31T23:59:59.999Z").primary()).isNull();
    assertThat(at("2026-01-01T00:00:00Z").primaryId()).isEqualTo("old");
    assertThat(at("2026-02-28T23:59:59.999Z").primaryId()).isEqualTo("old");
    assertThat(at("2026-03-01T00:00:00Z").primaryId()).isEqualTo("new");
    assertThat(at("2026-03-01T00:00:00Z").responsible()).hasSize(1);
  }

  private Decision at(String moment) {
    return decide(null, Instant.parse(moment), CHAIN, Precedence.DEFAULT);
  }

  @Test
  void aStripHoldsWhatLiesWithinItsWidth() throws Exception {
    // A degree of latitude is some 110,900 m here: 0.0001 is 11.1 m.
    withShop("near", "LINESTRING (113.599 33.4001, 113.601 33.4001)", 11.2);
    withShop("far", "LINESTRING (113.599 33.4001, 113.601 33.4001)", 11.0);
    withShop("inside", "POLYGON ((113.5 33.3, 113.7 33.3, 113.7 33.5, 113.5 33.5, 113.5 33.3))", 0);
    assertThat(decide(null).responsible())
        .extracting(each -> each.party().id())
        .containsExactly("inside", "near");
  }

  @Test
  void anUnknownCategoryIsRefused() {
    assertThatThrownBy(() -> decide("9")).isInstanceOf(FaultException.class);
  }

  @Test
  void aPointInAnUpperGridOnlyHasItsChiefAsChief() {
    with(Role.GRID_CHIEF, "C", "warden");
    Decision decision = decide(null, NOW, new String[] {"T", "C", null}, Precedence.DEFAULT);
    assertThat(primary(decision)).isEqualTo("warden chief");
  }
}
