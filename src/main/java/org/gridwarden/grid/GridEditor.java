package org.gridwarden.grid;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.fault.Faults;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.gridwarden.grid.file.GridFiles;
import org.gridwarden.grid.file.ReadOptions;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.jdbi.v3.core.Handle;

/**
 * Brings grids into the database, all or nothing: an import is one transaction, and one that is
 * refused leaves the database as it was. Safe for many threads; imports take turns.
 */
public final class GridEditor {
  private final Database database;
  private final Clock clock;

  public GridEditor(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Imports files as one version.
   *
   * @throws FaultException with every fault of the files, or of the coverage they would make
   */
  public GridImportOutcome importFiles(GridImportRequest request, Progress progress) {
    String source =
        request.files().stream()
            .map(file -> file.path().getFileName().toString())
            .collect(Collectors.joining(", "));
    return bringIn(request, read(request, progress), source, null, progress);
  }

  /**
   * Works out what an import would do, whether or not its coverage would be refused.
   *
   * @throws FaultException where the files themselves can't be read or understood
   */
  public GridImportCheck check(GridImportRequest request, Progress progress) {
    List<GridCandidate> candidates = read(request, progress);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<StoredGrid> rows =
        database.read(handle -> GridStore.listPublished(handle, request.layer()));
    Instant from =
        request.validFrom() != null ? request.validFrom() : opening(rows, candidates, now);
    GridImport.Result result = new GridImport(rows, from, request, progress).work(candidates);
    return new GridImportCheck(outcome(null, result), result.incoming(), result.refusals());
  }

  private List<GridCandidate> read(GridImportRequest request, Progress progress) {
    Faults faults = new Faults();
    List<GridCandidate> candidates = new ArrayList<>();
    for (GridImportRequest.LevelFile file : request.files()) {
      try {
        candidates.addAll(
            GridFields.read(
                GridFiles.read(
                    file.path(), new ReadOptions(request.crs(), request.encoding()), progress),
                file,
                faults));
      } catch (FaultException refused) {
        refused.faults().forEach(faults::add);
      }
    }
    faults.throwIfAny();
    return candidates;
  }

  /**
   * Works out what an edit would do, whether or not its coverage would be refused.
   *
   * @throws FaultException as {@link #edit}, but for the coverage
   */
  public GridImportCheck check(GridEdit edit, Progress progress) {
    refuseOutdated(edit);
    Instant from = from(edit);
    List<StoredGrid> rows = database.read(handle -> GridStore.listPublished(handle, edit.layer()));
    GridImport.Result result = edit.work(rows, from, progress);
    return new GridImportCheck(outcome(null, result), result.incoming(), result.refusals());
  }

  /**
   * Makes an edit a version of its own.
   *
   * @param source what the version says that it came from
   * @throws FaultException CONFLICT where the layer has a newer version than the edit began with,
   *     BAD_INPUT with every new error of the coverage
   */
  public GridImportOutcome edit(GridEdit edit, String source, Progress progress) {
    while (true) {
      refuseOutdated(edit);
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      Instant from = from(edit);
      Standing standing =
          database.read(
              handle ->
                  new Standing(
                      GridStore.lastVersionId(handle),
                      GridStore.listPublished(handle, edit.layer())));
      GridImport.Result result = edit.work(standing.rows(), from, progress);
      result.refuse();
      if (result.plan().changesNothing()) {
        return outcome(null, result);
      }
      List<Integer> levels =
          Stream.concat(edit.grids().stream(), result.plan().ended().stream().map(StoredGrid::grid))
              .map(Grid::level)
              .distinct()
              .sorted()
              .toList();
      GridVersion version =
          new GridVersion(
              standing.lastVersionId() + 1, edit.layer(), levels, null, from, false, source, now);
      if (database.writeAlone(handle -> write(handle, version, result, null))) {
        return outcome(version, result);
      }
    }
  }

  private Instant from(GridEdit edit) {
    return edit.validFrom() != null
        ? edit.validFrom()
        : clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The newest published version of a layer, 0 where there is none. */
  public long newest(String layer) {
    return listVersions().stream()
        .filter(version -> !version.draft() && version.layer().equals(layer))
        .mapToLong(GridVersion::id)
        .max()
        .orElse(0);
  }

  private void refuseOutdated(GridEdit edit) {
    long newest = newest(edit.layer());
    if (newest != edit.base()) {
      throw new FaultException(
          Fault.of(
                  FaultKind.CONFLICT,
                  "the grids have changed since the edit began: there is version " + newest)
              .field("base")
              .value(edit.base()));
    }
  }

  /** Publishes a draft: it is checked against the grids that stand now and takes their place. */
  public GridImportOutcome publish(long versionId, Progress progress) {
    GridVersion draft = getVersion(versionId);
    if (!draft.draft()) {
      throw new FaultException(
          Fault.of(FaultKind.CONFLICT, "this version is published already")
              .field("version")
              .value(versionId));
    }
    List<GridCandidate> candidates =
        database.<List<Grid>>read(handle -> GridStore.listOfVersion(handle, versionId)).stream()
            .map(
                grid ->
                    new GridCandidate(
                        grid.level(),
                        grid.code(),
                        grid.name(),
                        grid.parent(),
                        "parent",
                        grid.geometry(),
                        "draft " + versionId,
                        "grid"))
            .toList();
    GridImportRequest request =
        new GridImportRequest(
            draft.levels().stream()
                .map(level -> new GridImportRequest.LevelFile(null, level, null, null, null))
                .toList(),
            draft.layer(),
            draft.withinCode(),
            Crs.WGS84,
            null,
            draft.validFrom(),
            GridImportRequest.DEFAULT_TOLERANCE_METRES,
            false,
            false,
            false);
    return bringIn(request, candidates, draft.source(), draft, progress);
  }

  /** Every code that a grid of a layer has or had. */
  public Set<String> codes(String layer) {
    return Set.copyOf(database.<List<String>>read(handle -> GridStore.listCodes(handle, layer)));
  }

  public List<GridVersion> listVersions() {
    return database.read(GridStore::listVersions);
  }

  public GridVersion getVersion(long versionId) {
    return listVersions().stream()
        .filter(version -> version.id() == versionId)
        .findFirst()
        .orElseThrow(
            () -> FaultException.notFound("version", versionId, "no such version of grids"));
  }

  /**
   * Works the import out beside the database, so that nobody waits for it, and writes it in one
   * short transaction. Where another import came between, it is worked out again.
   */
  private GridImportOutcome bringIn(
      GridImportRequest request,
      List<GridCandidate> candidates,
      String source,
      GridVersion draft,
      Progress progress) {
    while (true) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      Standing standing =
          database.read(
              handle ->
                  new Standing(
                      GridStore.lastVersionId(handle),
                      GridStore.listPublished(handle, request.layer())));
      Instant from =
          request.validFrom() != null
              ? request.validFrom()
              : opening(standing.rows(), candidates, now);
      GridImport.Result result =
          new GridImport(standing.rows(), from, request, progress).work(candidates);
      result.refuse();
      if (request.dryRun()
          || (!request.draft() && draft == null && result.plan().changesNothing())) {
        return outcome(null, result);
      }
      GridVersion planned =
          new GridVersion(
              standing.lastVersionId() + 1,
              request.layer(),
              request.files().stream().map(GridImportRequest.LevelFile::level).sorted().toList(),
              request.within(),
              request.draft() ? request.validFrom() : from,
              request.draft(),
              source,
              now);
      progress.at("writing grids", 0, result.plan().begun().size());
      boolean written = database.writeAlone(handle -> write(handle, planned, result, draft));
      if (written) {
        return outcome(planned, result);
      }
    }
  }

  private record Standing(long lastVersionId, List<StoredGrid> rows) {}

  /**
   * Writes the version and its rows; false, and nothing written, where another one came between.
   */
  private static boolean write(
      Handle handle, GridVersion version, GridImport.Result result, GridVersion draft) {
    if (GridStore.lastVersionId(handle) != version.id() - 1) {
      return false;
    }
    GridStore.insertVersion(handle, version);
    if (version.draft()) {
      GridStore.insertGrids(handle, version, result.incoming());
    } else {
      GridPlan plan = result.plan();
      GridStore.endGrids(handle, plan.ended(), version.validFrom());
      GridStore.endGrids(handle, plan.reopened(), null);
      GridStore.deleteGrids(handle, plan.dropped());
      GridStore.insertGrids(handle, version, plan.begun());
      GridStore.insertOrigins(handle, version.id(), result.origins());
    }
    if (draft != null) {
      GridStore.deleteVersion(handle, draft.id());
    }
    ChangeStore.append(
        handle,
        Grids.CHANGE_KIND,
        version.layer(),
        version.createdAt(),
        null,
        "{\"version\":" + version.id() + ",\"draft\":" + version.draft() + "}");
    return true;
  }

  private static GridImportOutcome outcome(GridVersion version, GridImport.Result result) {
    GridPlan plan = result.plan();
    return new GridImportOutcome(
        version,
        plan.begun().size(),
        plan.ended().size() + plan.dropped().size(),
        plan.unchanged(),
        result.reparented(),
        result.repairs(),
        result.report());
  }

  /** Ever before where none of the levels has stood yet; now otherwise. */
  private static Instant opening(
      List<StoredGrid> rows, List<GridCandidate> candidates, Instant now) {
    Set<Integer> levels = candidates.stream().map(GridCandidate::level).collect(Collectors.toSet());
    boolean first = rows.stream().noneMatch(row -> levels.contains(row.grid().level()));
    return first ? null : now;
  }
}
