import Basics
import DockerAPI
import OCI

/// Where the messages of a pull or push go, one by one.
typealias ProgressSink = @Sendable (ProgressMessage) async throws -> Void

extension ProgressMessage {
  /// A line that stands for itself.
  static func line(_ status: String, id: String? = nil) -> Self {
    Self(status: status, id: id)
  }

  /// The state of one layer, which replaces the state before on a terminal.
  static func layer(_ status: String, _ digest: Digest) -> Self {
    Self(status: status, progressDetail: ProgressDetail(), id: digest.shortHex)
  }

  /// How far a layer has come, in bytes.
  static func layer(_ status: String, _ digest: Digest, _ current: Int, of total: Int) -> Self {
    Self(status: status, progressDetail: ProgressDetail(current: current, total: total), id: digest.shortHex)
  }

  /// The error that ends a stream.
  static func failure(_ message: String) -> Self {
    Self(errorDetail: ProgressError(message: message), error: message)
  }
}
