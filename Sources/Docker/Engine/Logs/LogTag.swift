import DockerAPI

/// The value of `--log-opt tag` (Docker docs, "Customize log driver output").
enum LogTag {
  /// The tag with what it says about the container filled in.
  static func text(_ tag: String, of container: Container) -> String {
    let values = [
      "ID": container.shortID, "FullID": container.id, "Name": container.name.text,
      "ImageID": String(container.imageID.drop { $0 != ":" }.dropFirst().prefix(12)),
      "ImageFullID": container.imageID, "ImageName": container.config.image, "DaemonName": "docker",
    ]
    return tag.replacing(/\{\{ *\.([A-Za-z]+) *\}\}/) { found in
      values[String(found.output.1)] ?? String(found.output.0)
    }
  }

  /// A part of a query, as Go escapes it.
  static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      guard !isPlain, !"-_.~".unicodeScalars.contains(scalar) else { return String(Character(scalar)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return byte == 0x20 ? "+" : "%" + (digits.utf8.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
