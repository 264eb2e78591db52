import OCI

/// An image that goes into an archive, with the tagged names it goes in under.
struct SelectedImage: Sendable {
  let image: Image
  var names: [Reference]
}

extension ImageCatalog {
  /// What `docker save` means by its arguments: a repository without a tag stands for all its tags.
  func selection(_ names: [String]) throws(EngineFault) -> [SelectedImage] {
    var selected: [SelectedImage] = []
    for name in names {
      for (image, reference) in try chosen(name) {
        let index = selected.firstIndex { $0.image.id == image.id } ?? selected.endIndex
        if index == selected.endIndex { selected.append(SelectedImage(image: image, names: [])) }
        if let reference, !selected[index].names.contains(reference) {
          selected[index].names.append(reference)
        }
      }
    }
    return selected
  }

  private func chosen(_ name: String) throws(EngineFault) -> [(Image, Reference?)] {
    if let id = (try? Digest(parsing: name)) ?? (try? Digest(parsing: "sha256:\(name)")) {
      guard let image = images[id], !image.isWithdrawn else { throw .noSuchImage(name) }
      return [(image, nil)]
    }
    let reference = try Self.reference(name)
    guard reference.tag == nil, reference.digest == nil else {
      guard let id = self.names[reference.lookupKey], let image = images[id] else {
        // What may be the start of an id is looked for as one.
        if name.hasPrefix("sha256:") { return [(try image(name), nil)] }
        throw EngineFault(status: 404, message: "reference does not exist")
      }
      return [(image, reference.digest == nil ? reference : nil)]
    }
    let tagged = tags(of: reference.name).compactMap { tag in
      self.names[tag].flatMap { images[$0] }.map { ($0, Optional(tag)) }
    }
    guard tagged.isEmpty else { return tagged }
    let found: Image
    do throws(EngineFault) {
      found = try image(name)
    } catch  where error.status == 404 {
      throw .noSuchImage(name)
    }
    return [(found, nil)]
  }
}
