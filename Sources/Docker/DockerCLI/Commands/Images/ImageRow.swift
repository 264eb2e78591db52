import Basics
import DockerAPI
import OCI

/// An image under one of its names, as a row of `docker images`.
struct ImageRow {
  private static let nameless = "<none>"
  private static let typeName = "*formatter.imageContext"

  let image: ImageSummary
  let repository: String
  let tag: String
  let digest: String
  let isTruncated: Bool
  let environment: CommandEnvironment

  static func format(showsDigests: Bool) -> ListFormat {
    let digest = showsDigests ? "digest: {{.Digest}}\n" : ""
    return ListFormat(
      typeName: typeName,
      titles: [
        "ID": "IMAGE ID", "Repository": "REPOSITORY", "Tag": "TAG", "Digest": "DIGEST",
        "CreatedSince": "CREATED", "CreatedAt": "CREATED AT", "Size": "SIZE", "Containers": "CONTAINERS",
        "VirtualSize": "SIZE", "SharedSize": "SHARED SIZE", "UniqueSize": "UNIQUE SIZE",
      ],
      table: "{{.Repository}}\t{{.Tag}}\t" + (showsDigests ? "{{.Digest}}\t" : "")
        + "{{.ID}}\t{{.CreatedSince}}\t{{.Size}}",
      quiet: "{{.ID}}",
      raw: """
        repository: {{.Repository}}
        tag: {{.Tag}}
        \(digest)image_id: {{.ID}}
        created_at: {{.CreatedAt}}
        virtual_size: {{.Size}}

        """,
      rawQuietName: "image_id")
  }

  /// The rows of a list, an image's names grouped by repository in the order of the engine.
  static func rows(
    _ images: [ImageSummary], showsDigests: Bool, isTruncated: Bool, environment: CommandEnvironment
  ) -> [ImageRow] {
    images.flatMap { image in
      names(of: image, showsDigests: showsDigests).map {
        ImageRow(
          image: image, repository: $0.repository, tag: $0.tag, digest: $0.digest, isTruncated: isTruncated,
          environment: environment)
      }
    }
  }

  private static func names(
    of image: ImageSummary, showsDigests: Bool
  ) -> [(repository: String, tag: String, digest: String)] {
    let tags = (image.repoTags ?? []).filter { $0 != "<none>:<none>" }.compactMap {
      try? Reference(parsing: $0)
    }
    let digests = (image.repoDigests ?? []).filter { $0 != "<none>@<none>" }
      .compactMap { try? Reference(parsing: $0) }
    guard !tags.isEmpty || !digests.isEmpty else { return [(nameless, nameless, nameless)] }
    var rows: [(String, String, String)] = []
    for repository in ordered(tags.map(\.familiarName)) {
      let own = digests.filter { $0.familiarName == repository }.compactMap { $0.digest?.description }
      let shown = showsDigests && !own.isEmpty ? own : [nameless]
      for tag in tags where tag.familiarName == repository {
        rows += shown.map { (repository, tag.tag?.description ?? nameless, $0) }
      }
    }
    let untagged = digests.filter { digest in !tags.contains { $0.familiarName == digest.familiarName } }
    for repository in ordered(untagged.map(\.familiarName)) {
      let own = untagged.filter { $0.familiarName == repository }.compactMap { $0.digest?.description }
      rows += (showsDigests ? own : [""]).map { (repository, nameless, $0) }
    }
    return rows
  }

  /// Each text once, in the order of its first appearance.
  private static func ordered(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  private static let columns: TemplateRow.Columns<Self> = [
    "ID": { .string($0.isTruncated ? Shortening.id($0.image.id) : $0.image.id) },
    "Repository": { .string($0.repository) },
    "Tag": { .string($0.tag) },
    "Digest": { .string($0.digest) },
    "CreatedSince": { row in
      .string(Duration.seconds(row.environment.now().seconds - row.image.created).inWords + " ago")
    },
    "CreatedAt": { .string($0.environment.timeZone.text(seconds: $0.image.created)) },
    "Size": { .string(Units.size($0.image.size, digits: 3)) },
    "Containers": { .string($0.image.containers == -1 ? "N/A" : "\($0.image.containers)") },
    "VirtualSize": { .string(Units.size($0.wholeSize, digits: 4)) },
    "SharedSize": { .string($0.isShareKnown ? Units.size($0.image.sharedSize, digits: 4) : "N/A") },
    "UniqueSize": {
      .string($0.isShareKnown ? Units.size($0.wholeSize - $0.image.sharedSize, digits: 4) : "N/A")
    },
  ]

  var row: TemplateRow { TemplateRow(typeName: Self.typeName, of: self, columns: Self.columns) }

  private var wholeSize: Int { image.virtualSize ?? image.size }

  private var isShareKnown: Bool { image.sharedSize != -1 }
}
