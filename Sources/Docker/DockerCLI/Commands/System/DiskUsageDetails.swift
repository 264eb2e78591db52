import Basics
import DockerAPI
import OCI

/// `docker system df --verbose`: every image, container and volume with what it takes.
struct DiskUsageDetails {
  private let images: [TemplateRow]
  private let containers: [TemplateRow]
  private let volumes: [TemplateRow]

  init(_ usage: DiskUsage, _ environment: CommandEnvironment) {
    images = (usage.images ?? []).map { Self.row($0, environment) }
    containers = (usage.containers ?? []).map { container in
      var container = container
      // Only what a container wrote itself is told here.
      container.sizeRootFs = nil
      return ContainerRow(container: container, isTruncated: true, environment: environment).row
    }
    volumes = (usage.volumes ?? []).map(VolumeLsCommand.row)
  }

  /// An image under the first of its names.
  private static func row(_ image: ImageSummary, _ environment: CommandEnvironment) -> TemplateRow {
    let name = image.repoTags?.first.flatMap { try? Reference(parsing: $0) }
    return ImageRow(
      image: image, repository: name?.familiarName ?? "<none>", tag: name?.tag?.description ?? "<none>",
      digest: "", isTruncated: true, environment: environment
    ).row
  }

  /// The tables, or what a template makes of them.
  func text(_ call: Invocation) throws -> String {
    let format = call.arguments.string("format") ?? "table"
    guard format != "table" else { return try tables() }
    let template = try Template(format == "json" ? "{{json .}}" : format)
    let document: JSONValue = [
      "Images": .array(images.map(\.document)), "Containers": .array(containers.map(\.document)),
      "Volumes": .array(volumes.map(\.document)), "BuildCache": [],
    ]
    return try template.text(of: .json(document)) + "\n"
  }

  private func tables() throws(TemplateError) -> String {
    let imageTable = ListFormat(
      typeName: "", titles: ImageRow.format(showsDigests: false).titles,
      table:
        "{{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}\t{{.SharedSize}}\t{{.UniqueSize}}"
        + "\t{{.Containers}}", quiet: "")
    let containerTable = ListFormat(
      typeName: "", titles: ContainerRow.format(showsSize: true, isTruncated: true).titles,
      table: "{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.LocalVolumes}}\t{{.Size}}\t{{.RunningFor}}\t{{.Status}}"
        + "\t{{.Names}}", quiet: "")
    let volumeTable = ListFormat(
      typeName: "", titles: VolumeLsCommand.format.titles, table: "{{.Name}}\t{{.Links}}\t{{.Size}}",
      quiet: "")
    let cacheTitles = ["CACHE ID", "CACHE TYPE", "SIZE", "CREATED", "LAST USED", "USAGE", "SHARED"]
    return """
      Images space usage:

      \(try imageTable.text(images, format: nil))
      Containers space usage:

      \(try containerTable.text(containers, format: nil))
      Local Volumes space usage:

      \(try volumeTable.text(volumes, format: nil))
      Build cache usage: 0B

      \(TextTable.layOut([cacheTitles.joined(separator: "\t")]))
      """.replacing("\n\n\n", with: "\n\n")
  }
}
