package org.gridwarden.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.time.Moments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies of JSON with declared fields: what is taken and how everything else is refused. */
class JsonBodyTest {
  private enum Colour {
    RED,
    DARK_BLUE;

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final JsonField<String> NAME = JsonField.line("name", 5).required();
  private static final JsonField<String> NOTE = JsonField.text("note", 10);
  private static final JsonField<String> PASSWORD = JsonField.line("password", 8).hidden();
  private static final JsonField<Double> LON = JsonField.number("lon", -180, 180);
  private static final JsonField<Integer> COUNT = JsonField.integer("count", 0, 9);
  private static final JsonField<Boolean> OPEN = JsonField.bool("open");
  private static final JsonField<Instant> AT = JsonField.moment("at");
  private static final JsonField<Colour> COLOUR =
      JsonField.oneOf("colour", Colour.class, Colour::code);
  private static final JsonField<List<String>> PHOTOS =
      JsonField.list("photos", JsonField.line("photo", 4), 3);
  private static final JsonFields FIELDS =
      JsonFields.of(NAME, NOTE, PASSWORD, LON, COUNT, OPEN, AT, COLOUR, PHOTOS);
  private static final Moments MOMENTS = Moments.of("Asia/Shanghai");

  private static JsonBody read(String json) {
    try {
      return JsonBody.read(Json.MAPPER.readTree(json), FIELDS, MOMENTS);
    } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
      throw new IllegalStateException(json, broken);
    }
  }

  private static List<Fault> faults(String json) {
    return catchThrowableOfType(FaultException.class, () -> read(json)).faults();
  }

  @Test
  void everyKindOfFieldComesInAsWhatItIs() {
    JsonBody body =
        read(
            """
            {"name":"王五","note":"a\\r\\nb\\tc","lon":113.5,"count":3,"open":true,
             "at":"2026-05-13","colour":"dark_blue","photos":["a","b"]}
            """);
    assertThat(body.get(NAME)).isEqualTo("王五");
    assertThat(body.find(NOTE)).hasValue("a\nb\tc");
    assertThat(body.find(LON)).hasValue(113.5);
    assertThat(body.find(COUNT)).hasValue(3);
    assertThat(body.find(OPEN)).hasValue(true);
    assertThat(body.find(AT)).hasValue(Instant.parse("2026-05-12T16:00:00Z"));
    assertThat(body.find(COLOUR)).hasValue(Colour.DARK_BLUE);
    assertThat(body.find(PHOTOS)).hasValue(List.of("a", "b"));
  }

  @Test
  void nullAndTheEmptyTextCountAsNotGiven() {
    JsonBody body = read("{\"name\":\"a\",\"note\":\"\",\"lon\":null,\"photos\":[]}");
    assertThat(body.find(NOTE)).isEmpty();
    assertThat(body.orNull(LON)).isNull();
    assertThat(body.find(PHOTOS)).hasValue(List.of());
    assertThat(faults("{\"name\":\"\"}").get(0).detail()).contains("missing");
    assertThat(faults("{\"name\":null}").get(0).field()).isEqualTo("name");
    assertThatThrownBy(() -> body.get(NOTE)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void allFaultsAreToldAtOnceEachWithItsField() {
    List<Fault> faults =
        faults(
            """
            {"nmae":"x","note":7,"lon":181,"count":1.5,"open":"yes","at":"soon","colour":"RED",
             "photos":["ok","too long",null]}
            """);
    assertThat(faults).allMatch(fault -> fault.kind() == FaultKind.BAD_INPUT);
    assertThat(faults)
        .extracting(Fault::field)
        .containsExactly(
            "nmae",
            "name",
            "note",
            "lon",
            "count",
            "open",
            "at",
            "colour",
            "photos[1]",
            "photos[2]");
    assertThat(faults.get(0).detail()).contains("unknown field").contains("colour");
    assertThat(faults.get(3).value()).isEqualTo("181");
    assertThat(faults.get(7).detail()).contains("red, dark_blue");
    assertThat(faults.get(8).value()).isEqualTo("too long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name  | \"ab\\u0000\" | U+0000",
        "name  | \"a\\nb\"     | U+000A",
        "name  | \"a\\u2028\"  | U+2028",
        "name  | \"123456\"    | at most 5",
        "note  | \"a\\u001b[\" | U+001B",
        "note  | \"a\\rb\"     | U+000D",
        "note  | \"\\u007f\"   | U+007F",
        "note  | \"\\u0085\"   | U+0085",
        "note  | \"\\ud83d\"   | U+D83D",
        "note  | [\"a\"]       | a text",
        "note  | {}            | a text",
        "lon   | \"113\"       | -180 to 180",
        "lon   | 1e999         | -180 to 180",
        "lon   | true          | -180 to 180",
        "count | 10            | 0 to 9",
        "count | -1            | 0 to 9",
        "count | 99999999999   | 0 to 9",
        "count | \"3\"         | 0 to 9",
        "open  | 1             | true or false",
        "at    | 1700000000    | as a text",
        "at    | \"2026-13-01\" | not a moment",
        "colour | 0            | red, dark_blue",
        "photos | \"a\"        | a list of at most 3",
        "photos | [\"a\",\"b\",\"c\",\"d\"] | a list of at most 3",
        "photos | [[\"a\"]]    | a text",
      })
  void whatAFieldCanNotHoldIsRefused(String field, String value, String detail) {
    String name = field.equals("name") ? "" : "\"name\":\"a\",";
    List<Fault> faults = faults("{" + name + "\"" + field + "\":" + value + "}");
    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).field()).startsWith(field);
    assertThat(faults.get(0).detail()).contains(detail);
  }

  @Test
  void lengthsAreCountedInCharactersAsPeopleDo() {
    assertThat(read("{\"name\":\"😀😀😀😀😀\"}").get(NAME)).hasSize(10);
    assertThat(read("{\"name\":\"a\",\"count\":3.0}").find(COUNT)).hasValue(3);
  }

  @Test
  void secretsAndWhatStandsUnderUnknownNamesAreNeverRepeated() {
    List<Fault> faults =
        faults("{\"name\":\"a\",\"password\":\"hunter2hunter2\",\"pasword\":\"hunter2\"}");
    assertThat(faults).hasSize(2);
    assertThat(faults.toString()).doesNotContain("hunter2");
  }

  @Test
  void onlyAnObjectIsABody() {
    for (String json : List.of("[]", "\"a\"", "1", "null", "true")) {
      assertThat(faults(json).get(0).detail()).contains("a JSON object is wanted");
    }
    assertThatThrownBy(() -> JsonFields.of(NAME, NAME))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingThatIsJsonEndsOtherwiseThanInValuesOrFaults() {
    long seed = new Random().nextLong();
    System.out.println("JsonBodyTest seed " + seed);
    Random random = new Random(seed);
    List<String> names = FIELDS.names();
    for (int n = 0; n < 20_000; n++) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      for (int i = random.nextInt(6); i > 0; i--) {
        body.set(
            random.nextInt(8) == 0 ? "x" + i : names.get(random.nextInt(names.size())),
            any(random, 2));
      }
      try {
        JsonBody read = JsonBody.read(body, FIELDS, MOMENTS);
        assertThat(read.get(NAME)).as(body.toString()).hasSizeBetween(1, 10);
        read.find(LON).ifPresent(lon -> assertThat(lon).isBetween(-180.0, 180.0));
        read.find(PHOTOS).ifPresent(photos -> assertThat(photos).hasSizeLessThan(4));
      } catch (FaultException refused) {
        assertThat(refused.faults()).allMatch(fault -> fault.field() != null);
      }
    }
  }

  private static JsonNode any(Random random, int depth) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 0 ? 10 : 8)) {
      case 0 -> json.nullNode();
      case 1 -> json.booleanNode(random.nextBoolean());
      case 2 -> json.numberNode(random.nextInt(20) - 5);
      case 3 -> json.numberNode(random.nextGaussian() * 300);
      case 4 -> json.numberNode(Double.longBitsToDouble(random.nextLong()));
      case 5 -> json.textNode(List.of("red", "2026-01-01", "", "a").get(random.nextInt(4)));
      case 6, 7 -> {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
          text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65536));
        }
        yield json.textNode(text.toString());
      }
      case 8 -> {
        var list = json.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(any(random, depth - 1));
        }
        yield list;
      }
      default -> json.objectNode().set("a", any(random, depth - 1));
    };
  }
}
