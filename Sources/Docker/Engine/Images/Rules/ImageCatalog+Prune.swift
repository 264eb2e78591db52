import DockerAPI
import OCI

extension ImageCatalog {
  /// Removes the images no container uses: those without a name, or with `dangling=false` all of them; of one that is
  /// used, the names but the last.
  mutating func prune(_ filters: ImageFilters, uses: [ImageUse]) -> (
    reply: ImagesPruned, events: [ImageEvent]
  ) {
    var removal = Removal()
    let sizeBefore = layers.values.reduce(0) { $0 + $1.contentSize }
    let candidates = visibleImages.filter(filters.acceptsForPruning).sorted { $0.id < $1.id }
    for image in candidates {
      let names = names(of: image.id)
      guard !names.isEmpty || !hasChildren(image.id) else { continue }
      let hasTag = names.contains { $0.tag != nil }
      guard filters.dangling == false || !hasTag else { continue }
      for target in names.isEmpty ? [image.id.hex] : names.map(\.description) {
        guard let done = try? remove(target, force: false, uses: uses) else { continue }
        removal.records += done.records
        removal.events += done.events
      }
    }
    let reclaimed = sizeBefore - layers.values.reduce(0) { $0 + $1.contentSize }
    removal.events.append(ImageEvent(action: "prune", id: "", reclaimed: reclaimed))
    let records = removal.records.isEmpty ? nil : removal.records
    return (ImagesPruned(imagesDeleted: records, spaceReclaimed: reclaimed), removal.events)
  }
}
