package org.gridwarden;

import java.util.Optional;
import org.gridwarden.problem.photo.Photos;
import org.gridwarden.store.transfer.Picture;
import org.gridwarden.store.transfer.Pictures;

/** The photos, as backups know pictures. */
record PhotoPictures(Photos photos) implements Pictures {
  @Override
  public Optional<Picture> find(String hash) {
    return photos
        .open(hash, false)
        .map(full -> new Picture(hash, full, photos.open(hash, true).orElse(null)));
  }

  @Override
  public boolean isWanted(String hash) {
    return photos.find(hash).isPresent();
  }

  @Override
  public String keep(Picture picture) {
    return photos.restore(picture.full(), picture.thumbnail());
  }
}
