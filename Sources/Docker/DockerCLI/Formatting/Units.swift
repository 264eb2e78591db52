/// Sizes for people, as docker's go-units words them.
enum Units {
  /// Base 1000, with so many significant digits: `24.8MB`.
  static func size(_ bytes: Int, digits: Int) -> String {
    scaled(Double(bytes), base: 1_000, units: ["B", "kB", "MB", "GB", "TB", "PB", "EB"], digits: digits)
  }

  /// Base 1024, four digits: `23.54GiB`.
  static func binarySize(_ bytes: Int) -> String {
    scaled(
      Double(bytes), base: 1_024, units: ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"], digits: 4)
  }

  private static func scaled(_ value: Double, base: Double, units: [String], digits: Int) -> String {
    var value = value
    var index = 0
    while value >= base, index < units.count - 1 {
      value /= base
      index += 1
    }
    return GoText.general(value, digits: digits) + units[index]
  }
}
