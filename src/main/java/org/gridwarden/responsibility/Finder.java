package org.gridwarden.responsibility;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gridwarden.geo.ChinaOffset;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridChain;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.grid.Grids;
import org.gridwarden.grid.index.GridIndex;
import org.gridwarden.grid.index.Shares;
import org.gridwarden.responsibility.Answer.Candidate;
import org.gridwarden.responsibility.Answer.Nearest;
import org.gridwarden.responsibility.Answer.Place;

/**
 * Answers who is responsible at a point, from memory. Safe for many threads; an answer takes some
 * microseconds, with an accuracy somewhat more.
 */
public final class Finder {
  static final double CERTAIN_SHARE = 0.99;

  /** Nearer to a grid than this a point may well lie outside truly, and no hint is given. */
  private static final double FAR_METRES = 100;

  private final Grids grids;
  private final Duties duties;
  private final Rules rules;
  private final Map<String, ChainDecisions> current = new ConcurrentHashMap<>();

  public Finder(Grids grids, Duties duties, Rules rules) {
    this.grids = grids;
    this.duties = duties;
    this.rules = rules;
  }

  /**
   * @throws org.gridwarden.fault.FaultException where there is no such layer or category
   */
  public Answer answer(Question question) {
    return new Answering(question).answer();
  }

  GridSnapshot grids(String layer, Instant at) {
    return grids.at(layer, at);
  }

  DutySnapshot duties(String layer) {
    return duties.of(layer);
  }

  Decision decide(Question question, GridSnapshot snapshot, int[] chain) {
    DutySnapshot of = duties.of(question.layer());
    LonLat point = question.point();
    List<Responsible> strips = of.frontagesAt(point.lon(), point.lat());
    if (question.category() == null && strips.isEmpty()) {
      return decisions(snapshot, of).decide(chain, question.at());
    }
    return rules.decide(of, snapshot.codes(chain), strips, question.category(), question.at());
  }

  /** The decisions for a layer's grids; those of the grids that hold now are kept. */
  ChainDecisions decisions(GridSnapshot snapshot, DutySnapshot of) {
    ChainDecisions known = current.get(snapshot.layer());
    if (known != null && known.isOf(snapshot, of)) {
      return known;
    }
    ChainDecisions made = new ChainDecisions(snapshot, of, rules);
    if (snapshot == grids.now(snapshot.layer())) {
      current.put(snapshot.layer(), made);
    }
    return made;
  }

  /** One question being answered. */
  private final class Answering {
    private final Question question;
    private final GridSnapshot snapshot;
    private final GridChain chain;
    private final double lon;
    private final double lat;
    private final int[] found = new int[Grid.LEVELS];

    Answering(Question question) {
      this.question = question;
      this.snapshot = grids.at(question.layer(), question.at());
      this.chain = snapshot.chain();
      this.lon = question.point().lon();
      this.lat = question.point().lat();
    }

    Answer answer() {
      int level = chain.find(lon, lat, found);
      Decision decision = decide(question, snapshot, found);
      List<Grid> holding = new ArrayList<>();
      for (int each = 1; each <= Grid.LEVELS; each++) {
        if (found[each - 1] >= 0) {
          holding.add(snapshot.grid(each, found[each - 1]));
        }
      }
      List<Candidate> candidates = candidates(level);
      boolean certain = candidates.isEmpty() || candidates.get(0).share() >= CERTAIN_SHARE;
      boolean samePrimary = samePrimary(candidates, decision);
      if (level > 0) {
        double metres = chain.index(level).boundaryMetres(found[level - 1], lon, lat);
        return new Answer(
            question.point(),
            Place.INSIDE,
            level,
            holding,
            metres,
            decision,
            certain,
            samePrimary,
            candidates,
            null,
            null);
      }
      Nearest nearest = nearest();
      Place place = chain.covers(lon, lat) ? Place.GAP : Place.OUTSIDE;
      String hint =
          place == Place.OUTSIDE && nearest != null && nearest.metres() > FAR_METRES
              ? hint()
              : null;
      return new Answer(
          question.point(),
          place,
          0,
          holding,
          null,
          decision,
          certain,
          samePrimary,
          candidates,
          nearest,
          hint);
    }

    private Nearest nearest() {
      if (chain.finestLevel() == 0) {
        return null;
      }
      GridIndex.Nearest nearest = chain.index(chain.finestLevel()).nearest(lon, lat);
      return new Nearest(snapshot.grid(chain.finestLevel(), nearest.ordinal()), nearest.metres());
    }

    /** With an accuracy, the grids that share the circle; without one, those that overlap here. */
    private List<Candidate> candidates(int level) {
      int of = level > 0 ? level : chain.finestLevel();
      if (of == 0) {
        return question.accuracyMetres() == null ? List.of() : List.of(new Candidate(null, 1));
      }
      if (question.accuracyMetres() != null && question.accuracyMetres() > 0) {
        return sharing(of);
      }
      if (level > 0 && chain.index(level).overlapped(lon, lat)) {
        int[] coverers = chain.index(level).coverers(lon, lat);
        List<Candidate> candidates = new ArrayList<>();
        for (int ordinal : coverers) {
          candidates.add(new Candidate(snapshot.grid(level, ordinal), 1.0 / coverers.length));
        }
        return candidates;
      }
      if (question.accuracyMetres() != null) {
        return List.of(new Candidate(level > 0 ? snapshot.grid(level, found[level - 1]) : null, 1));
      }
      return List.of();
    }

    private List<Candidate> sharing(int level) {
      Shares shares = chain.index(level).shares(lon, lat, question.accuracyMetres());
      List<Candidate> candidates = new ArrayList<>();
      for (Shares.Part part : shares.parts()) {
        candidates.add(new Candidate(snapshot.grid(level, part.ordinal()), part.share()));
      }
      if (shares.nobody() > 0) {
        candidates.add(new Candidate(null, shares.nobody()));
        candidates.sort((a, b) -> Double.compare(b.share(), a.share()));
      }
      return candidates;
    }

    private boolean samePrimary(List<Candidate> candidates, Decision here) {
      if (candidates.size() < 2) {
        return true;
      }
      Set<String> primaries = new HashSet<>();
      int[] other = new int[Grid.LEVELS];
      for (Candidate candidate : candidates) {
        java.util.Arrays.fill(other, GridChain.NONE);
        if (candidate.grid() != null) {
          int level = candidate.grid().level();
          int ordinal = snapshot.ordinal(candidate.grid());
          if (ordinal == found[level - 1]) {
            primaries.add(here.primaryId());
            continue;
          }
          chain.walkUp(level, ordinal, lon, lat, other);
        }
        primaries.add(decide(question, snapshot, other).primaryId());
      }
      return primaries.size() == 1;
    }

    /** Which of the shifted systems would put the point into a grid. */
    private String hint() {
      int[] other = new int[Grid.LEVELS];
      LonLat fromGcj = ChinaOffset.gcj02ToWgs84(lon, lat);
      if (chain.find(fromGcj.lon(), fromGcj.lat(), other) > 0) {
        return "gcj02";
      }
      LonLat fromBd = ChinaOffset.bd09ToWgs84(lon, lat);
      return chain.find(fromBd.lon(), fromBd.lat(), other) > 0 ? "bd09" : null;
    }
  }
}
