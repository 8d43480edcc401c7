package org.gridwarden.problem.photo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiPredicate;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Account;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of photos. */
public final class PhotoRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(PhotoRoutes.class);

  /** Uploads are held in memory while they come; 32 of the largest are 400 MB. */
  private static final int MOST_UPLOADS = 32;

  private final Photos photos;
  private final Gate gate;
  private final BiPredicate<Optional<Account>, String> maySee;
  private final Semaphore uploads = new Semaphore(MOST_UPLOADS);

  /**
   * @param maySee whether someone, or a stranger, may see the photo of a hash; who sent it may
   *     always
   */
  public PhotoRoutes(Photos photos, Gate gate, BiPredicate<Optional<Account>, String> maySee) {
    this.photos = photos;
    this.gate = gate;
    this.maySee = maySee;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/api/v1/photos", "sendPhoto", "Sends a photo for a report", "image/*")
            .guarded(gate.needs(Right.REPORT))
            .status(201)
            .answers(
                "application/json",
                Schema.object()
                    .with("hash", Schema.text())
                    .with("width", Schema.integer())
                    .with("height", Schema.integer())
                    .with("bytes", Schema.integer())
                    .with("takenAt", Schema.moment().orNull())
                    .with("hasPosition", Schema.bool()))
            .handle(this::send),
        Endpoint.get("/api/v1/photos/{hash}", "photo", "A photo, where the caller may see it")
            .path("hash", "that was answered when it was sent")
            .optional("size", Schema.oneOf("full", "thumb"), "default full, 2,048 pixels at most")
            .answers("image/jpeg", Schema.text())
            .handle(this::answer));
  }

  private void send(Request request) {
    String sender = gate.account(request).id();
    if (!uploads.tryAcquire()) {
      throw new FaultException(
          Fault.of(FaultKind.UNAVAILABLE, "too many photos come at once; send it again soon"));
    }
    try {
      Photo photo = photos.add(request.upload(Photos.MOST_BYTES), sender);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("hash", photo.hash());
      answer.put("width", photo.width());
      answer.put("height", photo.height());
      answer.put("bytes", photo.bytes());
      answer.put("takenAt", photo.takenAt());
      answer.put("hasPosition", photo.position() != null);
      request.status(201);
      request.header("Location", "/api/v1/photos/" + photo.hash());
      request.json(answer);
    } finally {
      uploads.release();
    }
  }

  private void answer(Request request) {
    String size = request.text("size", "full");
    if (!size.equals("full") && !size.equals("thumb")) {
      throw FaultException.badInput("size", size, "full or thumb");
    }
    String hash = request.path("hash");
    Optional<Account> caller = gate.caller(request);
    // Who may not see it must not learn either that it is there.
    if (photos.find(hash).isEmpty() || !sees(caller, hash)) {
      throw noSuchPhoto(hash);
    }
    boolean thumbnail = size.equals("thumb");
    String tag = '"' + hash + (thumbnail ? "-thumb" : "") + '"';
    String known = request.header("If-None-Match");
    boolean fresh = known != null && known.contains(tag);
    // Read before the headers are set: a failure is nothing to keep for a year.
    byte[] picture = fresh ? null : picture(hash, thumbnail);
    request.header("ETag", tag);
    request.header("Cache-Control", "private, max-age=31536000, immutable");
    request.header("Vary", "Authorization, Cookie");
    request.header("Content-Disposition", "inline");
    request.header("X-Content-Type-Options", "nosniff");
    if (fresh) {
      request.status(304);
    } else {
      request.answer("image/jpeg", picture);
    }
  }

  private byte[] picture(String hash, boolean thumbnail) {
    return photos
        .findPicture(hash, thumbnail)
        .orElseThrow(
            () -> {
              LOG.error("The picture of the photo {} is missing; is there a backup?", hash);
              return noSuchPhoto(hash);
            });
  }

  private boolean sees(Optional<Account> caller, String hash) {
    return maySee.test(caller, hash)
        || caller.map(account -> photos.isUploader(hash, account.id())).orElse(false);
  }

  private static FaultException noSuchPhoto(String hash) {
    return FaultException.notFound("hash", hash, "no such photo");
  }
}
