package org.gridwarden.responsibility;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Guard;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;

/** The route by which whoever hands a problem on finds the party that shall have it. */
public final class PartyRoutes {
  private static final int MOST = 50;
  private static final Schema PARTY =
      Schema.object()
          .with("id", Schema.text())
          .with("name", Schema.text())
          .with("kind", Schema.oneOf("person", "unit"))
          .with("represented", Schema.bool());

  private final Duties duties;
  private final Supplier<Set<String>> represented;
  private final Guard guard;

  /**
   * @param represented the ids of the parties that an account acts for now; others can be given a
   *     problem, but nobody would see it
   */
  public PartyRoutes(Duties duties, Supplier<Set<String>> represented, Guard guard) {
    this.duties = duties;
    this.represented = represented;
    this.guard = guard;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/parties", "parties", "Persons and units by a part of their name")
            .guarded(guard)
            .optional("q", Schema.text(), "part of the name, in any case; without it the first 50")
            .optional("ids", Schema.text(), "only these, with commas; unknown ones are left out")
            .answers("application/json", Schema.object().with("items", Schema.listOf(PARTY)))
            .handle(this::list));
  }

  /**
   * Names that begin with what is asked come first, then whoever has an account, then units, then
   * in the order of names.
   */
  private void list(Request request) {
    String part = request.text("q", "").strip().toLowerCase(Locale.ROOT);
    Set<String> withAccount = represented.get();
    Set<String> ids =
        request.findText("ids").map(text -> Set.copyOf(List.of(text.split(",")))).orElse(null);
    List<Map<String, Object>> items =
        duties.listParties().stream()
            .filter(party -> ids == null || ids.contains(party.id()))
            .filter(party -> lower(party).contains(part))
            .sorted(
                Comparator.comparing((Party party) -> !lower(party).startsWith(part))
                    .thenComparing(party -> !withAccount.contains(party.id()))
                    .thenComparing(party -> party.kind() != PartyKind.UNIT)
                    .thenComparing(Party::name)
                    .thenComparing(Party::id))
            .limit(MOST)
            .map(party -> described(party, withAccount.contains(party.id())))
            .toList();
    request.json(Map.of("items", items));
  }

  private static String lower(Party party) {
    return party.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> described(Party party, boolean represented) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", party.id());
    described.put("name", party.name());
    described.put("kind", party.kind().code());
    described.put("represented", represented);
    return described;
  }
}
