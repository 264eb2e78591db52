import Basics
import OCI

extension RemoteFault {
  /// What Docker answers to a pull that a registry refused.
  func pullFault(of reference: Reference) -> EngineFault {
    switch kind {
    case .denied:
      EngineFault(
        status: 404,
        message: "pull access denied for \(reference.familiarName), repository does not exist or may require "
          + "'docker login': \(message)")
    case .manifestUnknown:
      EngineFault(status: 404, message: "manifest for \(reference.familiar) not found: \(message)")
    case .nameUnknown:
      EngineFault(status: 404, message: "repository \(reference.familiarName) not found: \(message)")
    case .unauthorized, .other: .system(message)
    }
  }

  /// The fault of a pull, whatever was thrown.
  static func pullFault(_ error: any Error, of reference: Reference) -> EngineFault {
    switch error {
    case let fault as EngineFault: fault
    case let fault as RemoteFault: fault.pullFault(of: reference)
    default: .system(words(for: error))
    }
  }

  /// What Docker prints of an error in the middle of a push.
  static func words(for error: any Error) -> String {
    switch error {
    case let fault as EngineFault: fault.message
    case let fault as RemoteFault: fault.message
    case is LayerError: "archive/tar: invalid tar header"
    case let failure as any UserFacingError: failure.summary.en
    default: "the registry sent something that cannot be read: \(error)"
    }
  }
}
