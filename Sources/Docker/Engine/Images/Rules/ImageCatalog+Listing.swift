import Basics
import DockerAPI
import OCI

extension ImageCatalog {
  /// The rows of `GET /images/json`, newest first; without `all` not those that only others stand on.
  func list(_ filters: ImageFilters, all: Bool = false) throws(EngineFault) -> [ImageSummary] {
    var before: [Timestamp] = []
    for name in filters.before { before.append(try image(name).created) }
    var since: [Timestamp] = []
    for name in filters.since { since.append(try image(name).created) }
    let names = namesByImage
    return
      visibleImages
      .filter { image in
        before.allSatisfy { image.created < $0 } && since.allSatisfy { image.created > $0 }
          && filters.acceptsLabels(of: image) && (all || names[image.id] != nil || !hasChildren(image.id))
      }
      .sorted { ($1.created, $0.id.description) < ($0.created, $1.id.description) }
      .compactMap { summary($0, names[$0.id] ?? [], filters) }
  }

  private func summary(_ image: Image, _ names: [Reference], _ filters: ImageFilters) -> ImageSummary? {
    let shown = names.filter(filters.accepts)
    let tags = shown.filter { $0.tag != nil }.map(\.familiar)
    let digests = shown.filter { $0.digest != nil }.map(\.familiar)
    if shown.isEmpty, filters.dangling == false || filters.hasReferences { return nil }
    if filters.dangling == true, !tags.isEmpty { return nil }
    let size = size(of: image)
    return ImageSummary(
      created: image.created.seconds, id: image.id.description,
      labels: image.labels.isEmpty ? nil : Labels(image.labels),
      repoDigests: shown.isEmpty ? ["<none>@<none>"] : digests.isEmpty ? nil : digests,
      repoTags: shown.isEmpty ? ["<none>:<none>"] : tags.isEmpty ? nil : tags,
      size: size, virtualSize: size)
  }

  /// The document of `GET /images/{name}/json`.
  func inspect(_ name: String) throws(EngineFault) -> ImageInspection {
    let image = try image(name)
    let names = names(of: image.id)
    let size = size(of: image)
    return ImageInspection(
      id: image.id.description, repoTags: names.filter { $0.tag != nil }.map(\.familiar),
      repoDigests: names.filter { $0.digest != nil }.map(\.familiar),
      parent: parent(of: image)?.id.description ?? "", comment: image.comment,
      created: image.created.text, container: image.container, containerConfig: image.source,
      dockerVersion: image.builder, author: image.config.author ?? "", config: image.defaults,
      architecture: image.config.architecture, variant: image.config.variant, os: image.config.os, size: size,
      virtualSize: size, graphDriver: image.graphDriver,
      rootFileSystem: RootFileSystem(layers: image.diffIDs.map(\.description)),
      metadata: ImageMetadata(lastTagTime: image.lastTagged.text))
  }

  /// The rows of `GET /images/{name}/history`, newest first.
  func history(_ name: String) throws(EngineFault) -> [HistoryEntry] {
    let image = try image(name)
    var diffIDs = image.diffIDs[...]
    var rows: [HistoryEntry] = []
    for step in image.config.history ?? [] {
      let layer = step.emptyLayer == true ? nil : diffIDs.popFirst().flatMap { layers[$0] }
      rows.append(
        HistoryEntry(
          comment: step.comment ?? "",
          created: (step.created.flatMap { Timestamp($0) } ?? .zero).seconds,
          createdBy: step.createdBy ?? "", size: layer?.contentSize ?? 0))
    }
    rows.reverse()
    guard !rows.isEmpty else { return rows }
    var ancestor: Image? = image
    for index in rows.indices {
      guard let image = ancestor else { break }
      rows[index].id = image.id.description
      let tags = names(of: image.id).filter { $0.tag != nil }.map(\.familiar)
      rows[index].tags = tags.isEmpty ? nil : tags
      ancestor = parent(of: image)
    }
    return rows
  }
}
