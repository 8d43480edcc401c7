package org.gridwarden.responsibility;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gridwarden.fault.FaultException;

/** The categories and how they descend. Immutable. */
public final class CategoryTree {
  private final List<Category> categories;
  private final Map<String, Category> byCode = new HashMap<>();

  /**
   * @throws IllegalStateException where one descends from itself
   */
  public CategoryTree(List<Category> categories) {
    this.categories = List.copyOf(categories);
    categories.forEach(category -> byCode.put(category.code(), category));
    categories.forEach(this::checkEnds);
  }

  private void checkEnds(Category category) {
    int steps = 0;
    for (Category at = category; at != null; at = byCode.get(at.parent())) {
      if (steps++ > categories.size()) {
        throw new IllegalStateException("category " + category.code() + " descends from itself");
      }
    }
  }

  public List<Category> list() {
    return categories;
  }

  public Optional<Category> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /**
   * A category and what it descends from, itself first.
   *
   * @throws FaultException where there is no such category
   */
  public List<String> lineage(String code) {
    if (!byCode.containsKey(code)) {
      throw FaultException.badInput(
          "category", code, "no such category; GET /api/v1/categories lists them");
    }
    List<String> lineage = new ArrayList<>();
    for (Category at = byCode.get(code); at != null; at = byCode.get(at.parent())) {
      lineage.add(at.code());
    }
    return lineage;
  }
}
