package org.gridwarden;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.http.CsvBatch;
import org.gridwarden.http.Json;
import org.gridwarden.responsibility.Answer;
import org.gridwarden.responsibility.AnswerJson;
import org.gridwarden.responsibility.BatchFinder;
import org.gridwarden.responsibility.Because;
import org.gridwarden.responsibility.Finder;
import org.gridwarden.responsibility.Question;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridwarden who}: who is responsible at a point, or at each point of a table. */
@Command(
    name = "who",
    description = "Who is responsible at a position, as JSON; or --batch for a table of positions.")
final class WhoCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;

  @Parameters(index = "0", arity = "0..1", paramLabel = "LON")
  private Double lon;

  @Parameters(index = "1", arity = "0..1", paramLabel = "LAT")
  private Double lat;

  @Option(names = "--crs", defaultValue = "wgs84", paramLabel = "C")
  private String crs;

  @Option(names = "--category", paramLabel = "C")
  private String category;

  @Option(names = "--at", paramLabel = "MOMENT")
  private String at;

  @Option(names = "--accuracy", paramLabel = "METRES")
  private Double accuracy;

  @Option(names = "--layer", defaultValue = GridVersion.DEFAULT_LAYER, paramLabel = "NAME")
  private String layer;

  @Option(names = "--lang", defaultValue = "zh-CN", paramLabel = "LANGUAGE")
  private String language;

  @Option(names = "--batch", paramLabel = "FILE.csv", description = "id,lon,lat")
  private Path batch;

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description = "id,place,level1,level2,level3,primary,error (default: standard output)")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (batch == null && (lon == null || lat == null)) {
      throw FaultException.badInput("LON LAT", null, "give a position, or a table with --batch");
    }
    try (App app = App.open(store.config())) {
      Instant moment = at == null ? app.clock().instant() : app.moments().parse("at", at);
      if (batch == null) {
        answerOne(app, moment);
      } else {
        answerBatch(app, moment);
      }
      return 0;
    }
  }

  private void answerOne(App app, Instant moment) throws IOException {
    Finder finder = app.finder();
    Question question =
        new Question(layer, Crs.parse(crs).toWgs84(lon, lat), category, moment, accuracy);
    Answer answer = finder.answer(question);
    try (JsonGenerator json = Json.MAPPER.createGenerator(System.out)) {
      json.useDefaultPrettyPrinter();
      new AnswerJson(new Because(language), true).write(json, answer, app.duties().categories());
    }
    System.out.println();
  }

  /** Answers into a file beside the wanted one, so that a fault leaves an older file as it was. */
  private void answerBatch(App app, Instant moment) throws IOException {
    BatchFinder finder = new BatchFinder(app.finder(), layer, moment, Crs.parse(crs));
    ExecutorService workers = Executors.newFixedThreadPool(2);
    Path draft =
        out == null
            ? null
            : Files.createTempFile(out.toAbsolutePath().getParent(), ".gridwarden", ".csv");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(batch), 1 << 16);
        OutputStream to =
            new BufferedOutputStream(
                draft == null ? System.out : Files.newOutputStream(draft), 1 << 16)) {
      new CsvBatch(finder, workers).run(in, to);
    } catch (java.nio.file.NoSuchFileException missing) {
      throw GridwardenCommand.inFile(batch, FaultException.badInput(null, null, "no such file"));
    } catch (FaultException fault) {
      if (draft != null) {
        Files.deleteIfExists(draft);
      }
      throw GridwardenCommand.inFile(batch, fault);
    } finally {
      workers.shutdownNow();
    }
    if (draft != null) {
      Files.move(draft, out, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
