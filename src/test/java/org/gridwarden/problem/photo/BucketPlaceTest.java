package org.gridwarden.problem.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketPlaceTest {
  @Test
  void everyPartIsRead() {
    assertThat(
            BucketPlace.of(
                "s3://city-photos/a/b/?endpoint=https%3A%2F%2Fs3.example.org:9000&region=cn-1&path-style=true"))
        .isEqualTo(
            new BucketPlace(
                "city-photos", "a/b/", URI.create("https://s3.example.org:9000"), "cn-1", true));
  }

  @Test
  void onlyTheBucketAndOneOfEndpointAndRegionAreNeeded() {
    assertThat(BucketPlace.of("s3://city?region=eu-central-1"))
        .isEqualTo(new BucketPlace("city", "", null, "eu-central-1", false));
    assertThat(BucketPlace.of("s3://city/?endpoint=http://10.0.0.5:9000").region())
        .isEqualTo("us-east-1");
  }

  @Test
  void aPlaceOfAnotherKindIsNotTakenForAFolder() {
    for (String text : List.of("https://key:5ecret@store/city", "S3://city?region=r")) {
      assertThatThrownBy(() -> Pictures.at(text, Map.of(), Clock.systemUTC()))
          .isInstanceOf(FaultException.class)
          .hasMessage("photos: a folder, or s3://BUCKET/PREFIX?endpoint=URL");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://",
        "s3://City?region=r",
        "s3://key:5ecret@city?region=r",
        "s3://city",
        "s3://city/p",
        "s3://city/a//b?region=r",
        "s3://city/a b?region=r",
        "s3://city?region=R!",
        "s3://city?region=r&path-style=yes",
        "s3://city?region=r&secret=5ecret",
        "s3://city?region=r&endpoint=%zz",
        "s3://city?endpoint=ftp://h",
        "s3://city?endpoint=https://h/path",
        "s3://city?endpoint=https://key:5ecret@h",
        "s3://city?endpoint=h:9000"
      })
  void whatCantBeIsRefusedWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> BucketPlace.of(text))
        .isInstanceOfSatisfying(
            FaultException.class,
            fault -> {
              assertThat(fault.first().kind()).isEqualTo(FaultKind.BAD_INPUT);
              assertThat(fault.first().field()).isEqualTo("photos");
              assertThat(fault.getMessage()).doesNotContain("5ecret");
            });
  }
}
