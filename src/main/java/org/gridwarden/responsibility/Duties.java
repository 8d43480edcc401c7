package org.gridwarden.responsibility;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.gridwarden.fault.FaultException;
import org.gridwarden.store.Change;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.gridwarden.time.Moments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The assignments and categories: brings them in from files, all or nothing, and holds them in
 * memory. Readers never lock; where the newest state can't be loaded the former one stays and
 * {@link #failure} says so.
 */
public final class Duties {
  private static final Logger LOG = LoggerFactory.getLogger(Duties.class);
  private static final String ASSIGNMENTS = "assignments";
  private static final String CATEGORIES = "categories";

  private final Database database;
  private final Clock clock;
  private volatile Loaded loaded;
  private volatile String failure;
  private volatile Instant loadedAt;

  /**
   * @param none of a layer without assignments; one object, since what is worked out from duties is
   *     kept as long as they are the same
   */
  private record Loaded(
      CategoryTree categories,
      DutySnapshot none,
      Map<String, DutySnapshot> layers,
      Map<String, Party> parties) {
    Loaded(CategoryTree tree, Map<String, DutySnapshot> layers, Map<String, Party> parties) {
      this(tree, new DutySnapshot(tree, List.of()), layers, parties);
    }
  }

  public Duties(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.loaded = new Loaded(new CategoryTree(List.of()), Map.of(), Map.of());
    reload();
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  /** What an import did. */
  public record Outcome(int added, int updated, int unchanged, int parties, List<String> warnings) {
    public Outcome {
      warnings = List.copyOf(warnings);
    }
  }

  /** The duties of a layer; empty but for the categories where it has none. */
  public DutySnapshot of(String layer) {
    Loaded now = loaded;
    return now.layers().getOrDefault(layer, now.none());
  }

  /** The id of the party that holds a role for a grid now, the first where several do, or null. */
  public String findHolder(String layer, String grid, Role role) {
    return of(layer).ofGrid(grid).stream()
        .filter(each -> each.role() == role && each.assignment().validAt(clock.instant()))
        .map(each -> each.party().id())
        .findFirst()
        .orElse(null);
  }

  /** A party by its id. */
  public Optional<Party> findParty(String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(loaded.parties().get(id));
  }

  /** All parties, in no order. */
  public Collection<Party> listParties() {
    return loaded.parties().values();
  }

  public CategoryTree categories() {
    return loaded.categories();
  }

  /** Why the newest state could not be taken up, or null where it was. */
  public String failure() {
    return failure;
  }

  /** Since when the assignments are as they are held now. */
  public Instant loadedAt() {
    return loadedAt;
  }

  public void onChanges(List<Change> changes) {
    if (changes.stream()
        .anyMatch(each -> each.kind().equals(ASSIGNMENTS) || each.kind().equals(CATEGORIES))) {
      reload();
    }
  }

  public synchronized void reload() {
    try {
      loaded =
          database.read(
              handle -> {
                CategoryTree tree = new CategoryTree(DutyStore.listCategories(handle));
                Map<String, DutySnapshot> layers = new HashMap<>();
                for (String layer : DutyStore.listLayers(handle)) {
                  layers.put(
                      layer, new DutySnapshot(tree, DutyStore.listAssignments(handle, layer)));
                }
                return new Loaded(tree, layers, DutyStore.mapParties(handle));
              });
      loadedAt = clock.instant();
      failure = null;
    } catch (RuntimeException broken) {
      failure = "the newest assignments could not be loaded: " + broken.getMessage();
      LOG.error("The newest assignments could not be loaded; the former ones stay", broken);
      if (broken instanceof FaultException fault && fault.isUnavailable()) {
        throw fault;
      }
    }
  }

  /**
   * Brings in a tree of categories; those that stand and aren't in the file stay.
   *
   * @throws org.gridwarden.fault.FaultException with every fault of the file
   */
  public Outcome importCategories(Path file, boolean dryRun) {
    if (dryRun) {
      return CategoryPlan.of(file, categories()).outcome();
    }
    Instant now = now();
    CategoryPlan done =
        database.writeAlone(
            handle -> {
              CategoryTree standing = new CategoryTree(DutyStore.listCategories(handle));
              CategoryPlan plan = CategoryPlan.of(file, standing);
              if (!plan.changed().isEmpty()) {
                DutyStore.putCategories(handle, plan.changed());
                ChangeStore.append(handle, CATEGORIES, "all", now, null, null);
              }
              return plan;
            });
    reload();
    return done.outcome();
  }

  /** What a file of categories changes of those that stand. */
  private record CategoryPlan(List<Category> changed, Outcome outcome) {
    static CategoryPlan of(Path file, CategoryTree standing) {
      List<Category> read = CategoryFile.read(file, standing);
      List<Category> changed =
          read.stream()
              .filter(each -> !standing.find(each.code()).map(each::equals).orElse(false))
              .toList();
      int updated =
          (int) changed.stream().filter(each -> standing.find(each.code()).isPresent()).count();
      int unchanged = read.size() - changed.size();
      return new CategoryPlan(
          changed, new Outcome(changed.size() - updated, updated, unchanged, 0, List.of()));
    }
  }

  /**
   * Brings in assignments of a layer. One that stands already with another end gets the new end.
   *
   * @param knownGrid tells whether a code is a grid's, of whatever time
   * @throws org.gridwarden.fault.FaultException with every fault of the file
   */
  public Outcome importAssignments(
      Path file, String layer, Predicate<String> knownGrid, Moments moments, boolean dryRun) {
    AssignmentFile.Read read = AssignmentFile.read(file, knownGrid, categories(), moments);
    Instant now = now();
    Outcome outcome =
        dryRun
            ? database.read(handle -> new Writing(handle, layer).plan(read).outcome())
            : database.writeAlone(
                handle -> {
                  Writing writing = new Writing(handle, layer).plan(read);
                  writing.write(now);
                  return writing.outcome();
                });
    if (!dryRun) {
      reload();
    }
    return outcome;
  }

  /**
   * Takes up categories and parties that came with something else, within its transaction. {@link
   * #reload} shows them.
   */
  public void takeUp(
      org.jdbi.v3.core.Handle handle, List<Category> categories, List<Party> parties) {
    if (!categories.isEmpty()) {
      DutyStore.putCategories(handle, categories);
      ChangeStore.append(handle, CATEGORIES, "all", now(), null, null);
    }
    if (!parties.isEmpty()) {
      DutyStore.putParties(handle, parties);
      ChangeStore.append(handle, ASSIGNMENTS, "all", now(), null, null);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** One import within one transaction. */
  private static final class Writing {
    private final org.jdbi.v3.core.Handle handle;
    private final String layer;
    private final Map<String, Party> known;
    private final Map<String, Party> changed = new LinkedHashMap<>();
    private final Map<String, String> idOfIdentity = new HashMap<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<String> digests = new ArrayList<>();
    private List<String> warnings = List.of();
    private int added;
    private int unchanged;
    private int newParties;

    Writing(org.jdbi.v3.core.Handle handle, String layer) {
      this.handle = handle;
      this.layer = layer;
      this.known = DutyStore.mapParties(handle);
      for (Party party : known.values()) {
        idOfIdentity.putIfAbsent(
            party.kind().code() + "\n" + party.name() + "\n" + party.phone(), party.id());
      }
    }

    Writing plan(AssignmentFile.Read read) {
      warnings = read.warnings();
      Map<String, DutyStore.StoredEnd> stored = DutyStore.mapDigests(handle, layer);
      for (AssignmentDraft draft : read.drafts()) {
        Party party = party(draft);
        String digest = draft.digest(layer, party.id());
        DutyStore.StoredEnd end = new DutyStore.StoredEnd(draft.validTo(), draft.widthMetres());
        DutyStore.StoredEnd before = stored.put(digest, end);
        if (end.equals(before)) {
          unchanged++;
          continue;
        }
        added += before == null ? 1 : 0;
        digests.add(digest);
        assignments.add(
            new Assignment(
                Ids.next(),
                layer,
                draft.grid(),
                draft.role(),
                party,
                draft.category(),
                draft.validFrom(),
                draft.validTo(),
                draft.frontage(),
                draft.widthMetres()));
      }
      return this;
    }

    /** The party that a row means, with what the row says newly of it. */
    private Party party(AssignmentDraft draft) {
      String id =
          draft.partyId() != null
              ? draft.partyId()
              : idOfIdentity.computeIfAbsent(draft.identity(), identity -> Ids.next());
      Party before = changed.getOrDefault(id, known.get(id));
      Party party =
          new Party(
              id,
              draft.name(),
              draft.kind(),
              draft.phone() != null || before == null ? draft.phone() : before.phone(),
              draft.publicPhone() != null || before == null
                  ? draft.publicPhone()
                  : before.publicPhone());
      if (!Objects.equals(party, before)) {
        newParties += before == null ? 1 : 0;
        changed.put(id, party);
      }
      return party;
    }

    void write(Instant now) {
      if (changed.isEmpty() && assignments.isEmpty()) {
        return;
      }
      DutyStore.putParties(handle, changed.values());
      DutyStore.putAssignments(handle, assignments, digests);
      ChangeStore.append(handle, ASSIGNMENTS, layer, now, null, null);
    }

    Outcome outcome() {
      return new Outcome(added, assignments.size() - added, unchanged, newParties, warnings);
    }
  }
}
